using System.Text;
using Trichter.Platform.Language;

namespace Trichter.Billing.Bank;

/// <summary>An invoice that a credit may pay.</summary>
/// <param name="EarlyMinor">The discount for paying early that is still in time on the day of booking; 0 for none.</param>
internal sealed record OpenClaim(Guid Id, string Number, string Buyer, string Currency, long OpenMinor, long EarlyMinor)
{
    public bool IsPaidBy(long amount) => amount == OpenMinor || (EarlyMinor > 0 && amount == OpenMinor - EarlyMinor);
}

/// <summary>What a credit pays (O81): settled by itself only with the exact number and the exact amount; with one candidate somebody confirms; else somebody searches.</summary>
internal sealed record BankMatch(IReadOnlyList<OpenClaim> Claims, bool IsCertain, Told Why)
{
    private static readonly BankMatch None = new([], false, new Told("No invoice fits by number or amount."));

    public static BankMatch Of(BankLine line, IReadOnlyCollection<OpenClaim> open)
    {
        var claims = open.Where(claim => claim.Currency == line.Currency && claim.OpenMinor > 0).ToList();
        var named = claims.Where(claim => Names(line.Text, claim.Number)).ToList();
        if (named.Count == 1 && named[0].IsPaidBy(line.AmountMinor)) return new(named, true, new Told("Number and amount are exact."));
        if (named.Count == 0)
        {
            var letters = Letters(line.Text);
            named = claims.Where(claim => letters.Contains(Letters(claim.Number), StringComparison.Ordinal)).ToList();
        }

        if (named.Count == 1) return new(named, false, named[0].IsPaidBy(line.AmountMinor) ? new Told("The amount is exact, the number is written in another way.") : line.AmountMinor < named[0].OpenMinor ? new Told("The number is right, the amount is less than open.") : new Told("The number is right, the amount is more than open."));
        if (named.Count > 1)
            return named.Sum(claim => claim.OpenMinor) == line.AmountMinor || named.Sum(claim => claim.OpenMinor - claim.EarlyMinor) == line.AmountMinor
                ? new(named, false, new Told("It names {0} invoices, and their sum is exact.", named.Count)) : None;

        var fitting = claims.Where(claim => claim.IsPaidBy(line.AmountMinor)).ToList();
        if (fitting.Count > 1 && line.Payer.Length > 0) fitting = fitting.FindAll(claim => IsSame(claim.Buyer, line.Payer));
        return fitting.Count == 1 ? new(fitting, false, new Told("It names no invoice; the amount fits only this one.")) : None;
    }

    /// <summary>The number as a whole, not as a part of a longer one.</summary>
    private static bool Names(string text, string number)
    {
        for (var at = text.IndexOf(number, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(number, at + 1, StringComparison.OrdinalIgnoreCase))
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + number.Length == text.Length || !char.IsLetterOrDigit(text[at + number.Length]))) return true;
        return false;
    }

    private static bool IsSame(string buyer, string payer) => Letters(buyer) is { Length: > 3 } its && Letters(payer) is { Length: > 3 } other && (its.Contains(other, StringComparison.Ordinal) || other.Contains(its, StringComparison.Ordinal));

    /// <summary>Banks cut lines and drop signs: only letters and digits count.</summary>
    private static string Letters(string text) => string.Concat(text.Normalize(NormalizationForm.FormC).Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
