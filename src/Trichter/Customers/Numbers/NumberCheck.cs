namespace Trichter.Customers.Numbers;

/// <summary>
/// A number without decoration, and what is wrong with it: null, or one of <see cref="NumberProblems"/>. A number that is
/// wrong is given back as far as it could be cleaned. A valid number is one that could exist; no register was asked.
/// </summary>
public readonly record struct NumberCheck(string Normalised, string? Problem)
{
    public bool IsValid => Problem is null;
}

/// <summary>What can be wrong with a number. The sentences are keys of translations and hold no data.</summary>
public static class NumberProblems
{
    public const string Empty = "The number is empty.";
    public const string UnknownCountry = "The country is unknown.";
    public const string Length = "The number is too short or too long.";
    public const string Form = "The number does not have the form that is usual there.";
    public const string CheckDigit = "The check digit is wrong.";
    public const string UnknownRegister = "The register is unknown.";
}
