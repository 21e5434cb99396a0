using System.Text.RegularExpressions;

namespace Trichter.Customers.Numbers;

/// <summary>
/// How a country writes its VAT numbers, without the prefix: the form, the lengths it can have, and the check digit if it has
/// one that is published. <paramref name="Pad"/> is the length up to which old numbers are filled with zeros on the left, if
/// they lack no more than <paramref name="MostMissing"/> digits.
/// </summary>
internal sealed record VatRule(string Form, int[] Lengths, Func<string, bool>? Check = null, int Pad = 0, int MostMissing = 1)
{
    private readonly Regex form = new($"^(?:{Form})$", RegexOptions.CultureInvariant);

    public string Complete(string number) => number.Length >= Pad - MostMissing ? number.PadLeft(Pad, '0') : number;

    public string? Problem(string number)
    {
        if (!Lengths.Contains(number.Length)) return NumberProblems.Length;
        if (!form.IsMatch(number)) return NumberProblems.Form;
        return Check is null || Check(number) ? null : NumberProblems.CheckDigit;
    }
}
