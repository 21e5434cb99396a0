using Microsoft.EntityFrameworkCore;

namespace Trichter.Customers.Privacy.Retention;

/// <summary>Requests that were settled long ago, with their files.</summary>
internal sealed class ForgetRequests(Db db) : IForget
{
    public RetentionClass Class => RetentionClass.Requests;

    public Task<int> CountAsync(DateTime before, CancellationToken cancellation) => db.PrivacyRequests.CountAsync(its => its.SettledAt < before, cancellation);

    public async Task<int> RunAsync(DateTime before, CancellationToken cancellation)
    {
        await db.PrivacyFiles.Where(file => db.PrivacyRequests.Any(its => its.Id == file.Id && its.SettledAt < before)).ExecuteDeleteAsync(cancellation);
        return await db.PrivacyRequests.Where(its => its.SettledAt < before).ExecuteDeleteAsync(cancellation);
    }
}

/// <summary>Sign-ins that were last used long ago.</summary>
internal sealed class ForgetSignIns(Db db) : IForget
{
    public RetentionClass Class => RetentionClass.SignIns;

    public Task<int> CountAsync(DateTime before, CancellationToken cancellation) => db.Sessions.CountAsync(session => session.SeenAt < before, cancellation);

    public Task<int> RunAsync(DateTime before, CancellationToken cancellation) => db.Sessions.Where(session => session.SeenAt < before).ExecuteDeleteAsync(cancellation);
}
