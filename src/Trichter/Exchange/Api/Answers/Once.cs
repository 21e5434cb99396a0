using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Api.Tokens;
using Trichter.Ledger;
using Trichter.Platform.Language;

namespace Trichter.Exchange.Api.Answers;

/// <summary>
/// Carries a request with an Idempotency-Key out once. The key is taken in the transaction of the change itself: of two equal
/// requests at once one waits for the other, then gets its answer. An attempt that fails gives the key back.
/// </summary>
internal sealed class Once(Db db, Change change, Problems problems)
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 200;
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>The body is read twice: for the change, and for telling whether it is the same one.</summary>
    public static Task BufferAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers.ContainsKey(Header)) http.Request.EnableBuffering();
        return next(http);
    }

    public async ValueTask<object?> RunAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers[Header] is not { Count: > 0 } given) return await next(context);

        var (key, cancellation) = (given.ToString(), http.RequestAborted);
        if (key.Length is 0 or > LongestKey) return problems.Of(StatusCodes.Status400BadRequest, new Told("An Idempotency-Key has 1 to {0} characters.", LongestKey));

        var token = Guid.Parse(http.User.FindFirstValue(TokenHandler.TokenClaim)!);
        var stored = new StoredAnswer { TokenId = token, Key = key, Request = await HashOfAsync(http.Request, cancellation), At = change.Now };
        if (await FirstAsync(stored, cancellation) is { } first) return Again(first, stored);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        try
        {
            await ForgetAsync(cancellation);
            db.StoredAnswers.Add(stored);
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            await transaction.RollbackAsync(cancellation);
            db.ChangeTracker.Clear();
            if (await FirstAsync(stored, cancellation) is { } other) return Again(other, stored);
            throw;
        }

        var answer = (Answer)(await next(context))!;
        if (!answer.IsGood) return answer;

        stored.Keep(answer);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return answer;
    }

    /// <summary>Removes what is older than a day.</summary>
    public Task ForgetAsync(CancellationToken cancellation = default)
    {
        var limit = change.Now - KeptFor;
        return db.StoredAnswers.Where(its => its.At < limit).ExecuteDeleteAsync(cancellation);
    }

    private Task<StoredAnswer?> FirstAsync(StoredAnswer like, CancellationToken cancellation)
    {
        var limit = change.Now - KeptFor;
        return db.StoredAnswers.AsNoTracking()
            .SingleOrDefaultAsync(its => its.TokenId == like.TokenId && its.Key == like.Key && its.At >= limit, cancellation);
    }

    private Answer Again(StoredAnswer first, StoredAnswer now) => first.Request == now.Request
        ? first.Again()
        : problems.Of(StatusCodes.Status422UnprocessableEntity, new Told("This Idempotency-Key was used for another request."), "key_reused");

    private static async Task<string> HashOfAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));

        if (request.HasFormContentType)
        {
            await AddFormAsync(hash, await request.ReadFormAsync(cancellation), cancellation);
        }
        else
        {
            request.Body.Position = 0;
            await AddAsync(hash, request.Body, cancellation);
            request.Body.Position = 0;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What the form says, without the boundary that every client makes up anew.</summary>
    private static async Task AddFormAsync(IncrementalHash hash, IFormCollection form, CancellationToken cancellation)
    {
        foreach (var (name, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{name.Length} {name}{value.ToString().Length} {value}\n"));

        foreach (var file in form.Files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Name} {file.FileName} {file.Length}\n"));
            await using var content = file.OpenReadStream();
            await AddAsync(hash, content, cancellation);
        }
    }

    private static async Task AddAsync(IncrementalHash hash, Stream content, CancellationToken cancellation)
    {
        var buffer = new byte[81920];
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;) hash.AppendData(buffer, 0, read);
    }
}
