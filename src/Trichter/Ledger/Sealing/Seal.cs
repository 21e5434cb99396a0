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

    /// <param name="before">Hash of the link before; empty for the first.</param>
    /// <param name="entries">In the order of their ids.</param>
    public static string HashOf(string before, IEnumerable<LedgerEntry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(before + "\n"));
        foreach (var its in entries)
            hash.AppendData(Encoding.UTF8.GetBytes($"{its.Id:N} {its.ChangeId:N} {its.At.Ticks} {its.By:N} {its.Record} {its.RecordId:N} {its.SubjectId:N} {its.Action} {its.Fields}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
