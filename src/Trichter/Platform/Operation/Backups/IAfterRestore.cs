namespace Trichter.Platform.Operation.Backups;

/// <summary>Something that has to be done again once a backup is back: what it brought and must not be there any more.</summary>
public interface IAfterRestore
{
    /// <returns>What was done, for the operator; null for nothing.</returns>
    Task<string?> RunAsync(CancellationToken cancellation);
}
