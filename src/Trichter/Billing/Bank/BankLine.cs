using System.Security.Cryptography;
using System.Text;
using Trichter.Platform.Fields;
using Trichter.Platform.Storage;

namespace Trichter.Billing.Bank;

/// <summary>A credit on our account, kept once however often the bank tells it (O81). What it paid say the payments that name it; without one it is open.</summary>
public sealed class BankLine : IVersioned
{
    public const int LongestText = 1000;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid FileId { get; init; }

    /// <summary>The bank's reference, or a hash over the whole line and which of its twins in the file it is.</summary>
    public required string Key { get; init; }

    public required DateOnly BookedOn { get; init; }
    public required long AmountMinor { get; init; }
    public required string Currency { get; init; }
    public string Payer { get; init; } = "";
    public string Iban { get; init; } = "";

    /// <summary>What the payer wrote.</summary>
    public string Text { get; init; } = "";

    public string Reference { get; init; } = "";

    /// <summary>Why it pays no invoice; empty as long as it may.</summary>
    public string AsideWhy { get; private set; } = "";

    public DateTime? AsideAt { get; private set; }
    public Guid? AsideBy { get; private set; }
    public int Version { get; private set; }

    public void PutAside(string why, DateTime at, Guid? by) => (AsideWhy, AsideAt, AsideBy) = (why, at, by);

    public void TakeBackIn() => (AsideWhy, AsideAt, AsideBy) = ("", null, null);

    /// <summary>The lines of a file with their keys.</summary>
    public static IEnumerable<BankLine> Of(Guid file, IEnumerable<BankRow> rows)
    {
        var seen = new Dictionary<string, int>();
        foreach (var row in rows)
        {
            var whole = string.Join('\u001f', Canonical.Of(row.BookedOn), row.AmountMinor, row.Currency, row.Reference, row.Payer, row.Iban, row.Text);
            var twin = seen[whole] = seen.GetValueOrDefault(whole) + 1;
            yield return new BankLine
            {
                FileId = file,
                Key = row.Reference.Length > 0 ? $"{row.Reference}/{row.AmountMinor}/{twin}" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{whole}\u001f{twin}"))),
                BookedOn = row.BookedOn,
                AmountMinor = row.AmountMinor,
                Currency = row.Currency,
                Payer = row.Payer,
                Iban = row.Iban,
                Text = row.Text,
                Reference = row.Reference,
            };
        }
    }
}
