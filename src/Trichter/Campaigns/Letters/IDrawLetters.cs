using Trichter.Platform.Documents;

namespace Trichter.Campaigns.Letters;

/// <summary>Draws letters on our paper, as quotes and invoices are drawn. Implemented where we ourselves are described.</summary>
public interface IDrawLetters
{
    /// <summary>Our address is known, and there is something to print with.</summary>
    /// <returns>What is missing; null for nothing.</returns>
    Task<Platform.Language.Told?> MissingAsync(CancellationToken cancellation);

    /// <summary>One file of all letters, in their order.</summary>
    Task<PdfResult> RunAsync(IReadOnlyList<LetterSheet> letters, string title, CancellationToken cancellation);
}

/// <summary>One letter as it is drawn.</summary>
/// <param name="Recipient">Lines of the address, without the country.</param>
/// <param name="Country">ISO 3166-1; drawn where it is not ours.</param>
/// <param name="Html">The text, made of Markdown without HTML of its own.</param>
/// <param name="IsAdvertising">Says how to object.</param>
public sealed record LetterSheet(string Language, IReadOnlyList<string> Recipient, string Country, string Html, string Signature, bool IsAdvertising);
