using Microsoft.EntityFrameworkCore;
using Trichter.Team;

namespace Trichter.Exchange.Api.Answers;

/// <summary>Whatever goes wrong below, the caller gets problem details and never a page.</summary>
internal sealed partial class ProblemsOnly(RequestDelegate next, ILogger<ProblemsOnly> logger)
{
    public async Task InvokeAsync(HttpContext http, Problems problems)
    {
        try
        {
            await next(http);
        }
        catch (Exception failure) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusOf(failure, http);
            if (http.Response.StatusCode >= 500) LogFailure(failure, http.Request.Method, http.Request.Path);
        }

        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } response)
            await problems.Of(response.StatusCode).ExecuteAsync(http);
    }

    private static int StatusOf(Exception failure, HttpContext http) => failure switch
    {
        NotAllowedException => StatusCodes.Status403Forbidden,
        BadHttpRequestException bad => bad.StatusCode,
        DbUpdateConcurrencyException => http.Request.Headers.IfMatch.Count > 0 ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status409Conflict,
        _ => StatusCodes.Status500InternalServerError,
    };

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFailure(Exception failure, string method, string path);
}
