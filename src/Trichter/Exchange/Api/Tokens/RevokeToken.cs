using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Exchange.Api.Tokens;

/// <summary>Ends a token for good. Everybody ends their own; who manages the workspace ends any.</summary>
public sealed class RevokeToken(Db db, Me me, Change change, TimelineWriter timeline)
{
    /// <returns>False when there is no such token, it is somebody else's, or it has been revoked already.</returns>
    public async Task<bool> RunAsync(Guid id, CancellationToken cancellation = default)
    {
        var token = await db.ApiTokens.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        if (token is not { RevokedAt: null } || (token.UserId != me.Id && !me.May(Right.ManageWorkspace))) return false;

        token.Retire(change.Now);
        timeline.Record(new TokenRevoked(token.UserId, token.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

public sealed record TokenRevoked(Guid UserId, string Name) : Happening(UserId)
{
    public override Told Told => new("revoked the API token {0}", Name);

    public override string Icon => "lock";
}
