namespace Trichter.Customers.Merge;

/// <summary>
/// Makes one record of several: what the one that stays does not know is taken from the others in their order, lists are put together.
/// All of them or none; one change, which can be undone as a whole.
/// </summary>
public sealed class MergeMany(Db db, MergeCompanies companies, MergePeople people)
{
    /// <returns>False when one of them is not there; then nothing is changed.</returns>
    public Task<bool> CompaniesAsync(Guid stays, IReadOnlyCollection<Guid> others, CancellationToken cancellation = default) =>
        AllAsync(others, other => companies.RunAsync(stays, other, Proposed, cancellation), cancellation);

    /// <returns>False when one of them is not there; then nothing is changed.</returns>
    public Task<bool> PeopleAsync(Guid stays, IReadOnlyCollection<Guid> others, CancellationToken cancellation = default) =>
        AllAsync(others, other => people.RunAsync(stays, other, Proposed, cancellation), cancellation);

    private static readonly Dictionary<string, Keep> Proposed = [];

    private async Task<bool> AllAsync(IReadOnlyCollection<Guid> others, Func<Guid, Task<bool>> merge, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var other in others)
        {
            if (!await merge(other)) return false;
        }

        await transaction.CommitAsync(cancellation);
        return others.Count > 0;
    }
}
