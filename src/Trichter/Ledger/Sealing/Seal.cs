using System.Security.Cryptography;
using System.Text;

namespace Trichter.Ledger.Sealing;

/// <summary>
/// A link of the chain that seals the ledger: the SHA-256 over the hash of the link before and over the entries it covers. Whoever changes, adds
/// or removes an entry afterwards breaks this link, or has to make all later ones anew, and then the last hash differs from one noted elsewhere.
/// </summary>
public sealed class Seal
{
    /// <summary>1, 2, 3 … without a gap.</summary>
    public required long Number { get; init; }

    /// <summary>64 hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>How many ledger entries it covers.</summary>
    public required int Entries { get; init; }

    public required DateTime At { get; init; }

    /// <summary>
    /// The link whose entries this one covers anew: values without a salt were erased from them, so that they no longer fit the hash of that link.
    /// </summary>
    public long? Renews { get; init; }

    /// <param name="before">Hash of the link before; empty for the first.</param>
    /// <param name="entries">In the order of their ids.</param>
    /// <param name="renews">The link to be covered anew, if any.</param>
    public static string HashOf(string before, IEnumerable<LedgerEntry> entries, long? renews = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(before + "\n"));
        if (renews is { } number) hash.AppendData(Encoding.UTF8.GetBytes($"renews {number}\n"));
        foreach (var its in entries)
            hash.AppendData(Encoding.UTF8.GetBytes($"{its.Id:N} {its.ChangeId:N} {its.At.Ticks} {its.By:N} {its.Record} {its.RecordId:N} {its.SubjectId:N} {its.Action} {Content(its)}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Entries from before salts were kept are covered by their values.</summary>
    private static string Content(LedgerEntry entry) => entry.IsSalted ? LedgerDigest.Of(entry) : entry.Fields;
}
