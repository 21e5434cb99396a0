using Trichter.Offers.Quotes.Document;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Contracts.Document;

/// <summary>All that a contract says, in one canonical text: its hash is what everybody signs.</summary>
internal static class ContractContent
{
    /// <param name="annexes">SHA-256 of each annex, in the order of the annexes.</param>
    public static string Of(OpenContract open, IReadOnlyList<string> annexes) => AsJson.Write(new
    {
        open.Contract.Number,
        open.Contract.Language,
        open.Contract.Title,
        open.Contract.Text,
        open.Contract.StartsOn,
        open.Contract.EndsOn,
        open.Contract.NoticeDays,
        open.Contract.NeedsPaper,
        quote = QuoteContent.Of(open.Quote.Number, open.Version, open.Lines),
        chosen = open.Counted.Select(line => line.Key),
        signers = open.Signers.Select(signer => new { signer.Side, signer.Name, signer.Role, signer.Email }),
        annexes = open.Annexes.Zip(annexes, (annex, hash) => new { annex.Name, hash }),
    });
}
