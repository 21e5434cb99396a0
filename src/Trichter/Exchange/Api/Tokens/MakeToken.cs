using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Exchange.Api.Tokens;

/// <summary>Makes a token for a user. Its secret is in the answer and nowhere else.</summary>
public sealed class MakeToken(Db db, Me me, Change change, TimelineWriter timeline)
{
    public const int LongestDays = 730;
    private const int LongestName = 80;

    /// <param name="user">Me; the program makes tokens for others, too.</param>
    /// <param name="days">From now until it expires, 1 to 730.</param>
    public async Task<TokenResult> RunAsync(
        User user, string name, IReadOnlyCollection<ApiScope> scopes, int days, CancellationToken cancellation = default)
    {
        if (user.Id != me.Id) me.Must(Right.ManageWorkspace);
        if (!user.MaySignIn) return new TokenResult.Faulty("User", new Told("This colleague cannot sign in."));
        if (name.Trim().Length == 0) return new TokenResult.Faulty("Name", new Told("Say what the token is for."));
        if (name.Trim().Length > LongestName) return new TokenResult.Faulty("Name", new Told("At most {0} characters.", LongestName));
        if (scopes.Count == 0) return new TokenResult.Faulty("Scopes", new Told("Choose what the token may do."));
        if (days is < 1 or > LongestDays) return new TokenResult.Faulty("Days", new Told("From 1 to {0} days.", LongestDays));

        var secret = ApiToken.NewSecret();
        var token = new ApiToken
        {
            UserId = user.Id,
            Name = name.Trim(),
            Scopes = [.. scopes.Distinct().Order()],
            Hash = ApiToken.HashOf(secret),
            CreatedAt = change.Now,
            ExpiresAt = change.Now.AddDays(days),
        };
        db.ApiTokens.Add(token);
        timeline.Record(new TokenMade(user.Id, token.Name));
        await db.SaveChangesAsync(cancellation);
        return new TokenResult.Made(token, secret);
    }
}

public abstract record TokenResult
{
    /// <param name="Secret">Shown once.</param>
    public sealed record Made(ApiToken Token, string Secret) : TokenResult;

    public sealed record Faulty(string Field, Told Why) : TokenResult;
}

public sealed record TokenMade(Guid UserId, string Name) : Happening(UserId)
{
    public override Told Told => new("made the API token {0}", Name);

    public override string Icon => "lock";
}
