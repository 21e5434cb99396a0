using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Trichter.Team.Passkeys;

/// <summary>What the framework's check of passkeys asks of our users. It only reads: verbs write.</summary>
internal sealed class PasskeyStore(Db db) : IUserPasskeyStore<User>
{
    private const string OnlyReads = "Verbs change users and passkeys.";

    public Task<string> GetUserIdAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(User user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedUserNameAsync(User user, CancellationToken cancellationToken) => GetUserNameAsync(user, cancellationToken);

    public Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? db.Users.SingleOrDefaultAsync(user => user.Id == id, cancellationToken) : Task.FromResult<User?>(null);

    public Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        db.Users.SingleOrDefaultAsync(user => user.Email == normalizedUserName, cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(User user, CancellationToken cancellationToken) =>
        [.. (await db.Passkeys.AsNoTracking().Where(key => key.UserId == user.Id).ToListAsync(cancellationToken)).Select(key => key.ForFramework())];

    public Task<User?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = Passkey.TextOf(credentialId);
        return db.Users.SingleOrDefaultAsync(user => db.Passkeys.Any(key => key.CredentialId == id && key.UserId == user.Id), cancellationToken);
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = Passkey.TextOf(credentialId);
        return (await db.Passkeys.AsNoTracking().SingleOrDefaultAsync(key => key.UserId == user.Id && key.CredentialId == id, cancellationToken))?.ForFramework();
    }

    public Task AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException(OnlyReads);

    public Task RemovePasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException(OnlyReads);

    public Task SetUserNameAsync(User user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException(OnlyReads);

    public Task SetNormalizedUserNameAsync(User user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException(OnlyReads);

    public Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken) => throw new NotSupportedException(OnlyReads);

    public Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken) => throw new NotSupportedException(OnlyReads);

    public Task<IdentityResult> DeleteAsync(User user, CancellationToken cancellationToken) => throw new NotSupportedException(OnlyReads);

    public void Dispose()
    {
    }
}
