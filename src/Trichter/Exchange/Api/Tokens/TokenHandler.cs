using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Exchange.Api.Tokens;

/// <summary>Knows the caller by the bearer token of the request, and by nothing else. Why a token is refused is not told.</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Db db, Me me, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Token";
    public const string TokenClaim = "token";
    private const string Bearer = "Bearer ";

    private string? Secret => Request.Headers.Authorization.ToString() is var header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        ? header[Bearer.Length..].Trim()
        : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Secret is not { Length: > 0 } secret) return AuthenticateResult.NoResult();

        var (hash, now) = (ApiToken.HashOf(secret), clock.GetUtcNow().UtcDateTime);
        var token = await db.ApiTokens.AsNoTracking().SingleOrDefaultAsync(its => its.Hash == hash, Context.RequestAborted);
        if (token is null || !token.IsGood(now)) return AuthenticateResult.Fail("The token is not valid.");
        var eyes = await db.Users.Where(its => its.Id == token.UserId).WithRules(db).SingleOrDefaultAsync(Context.RequestAborted);
        if (eyes is not { User: { MaySignIn: true } user }) return AuthenticateResult.Fail("The user has no access.");

        await NoteUseAsync(token, DateOnly.FromDateTime(now));
        me.SignedInAs(eyes, ChangeSource.Api, ApiScopes.RightsOf(token.Scopes));
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()), new Claim(TokenClaim, token.Id.ToString())], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Secret is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private async Task NoteUseAsync(ApiToken token, DateOnly today)
    {
        if (token.LastUsedOn >= today) return;
        await db.ApiTokens.Where(its => its.Id == token.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(its => its.LastUsedOn, today), Context.RequestAborted);
    }
}
