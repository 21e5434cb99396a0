using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Trichter.Platform.Storage;

/// <summary>The transaction of a verb that may be part of a larger one, of an import or of a request that is carried out once: whoever began that one ends it.</summary>
internal sealed class JoinedTransaction : IAsyncDisposable
{
    private readonly IDbContextTransaction? own;

    private JoinedTransaction(IDbContextTransaction? own) => this.own = own;

    /// <summary>Nothing larger is around it.</summary>
    public bool IsOwn => own is not null;

    public static async Task<JoinedTransaction> BeginAsync(DbContext db, CancellationToken cancellation) =>
        new(db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellation) : null);

    public Task CommitAsync(CancellationToken cancellation) => own?.CommitAsync(cancellation) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
