namespace Trichter.Billing.EInvoices;

/// <summary>Which business term or group of EN 16931 a member holds, and its name. What stands in several places (an address, an allowance)
/// has a number for each place; <see cref="Place"/> of the member that holds it says which one counts.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TermAttribute(string name, params string[] numbers) : Attribute
{
    public string Name => name;

    public int Place { get; init; }

    /// <summary>Whether 0 says the same as nothing, as for the sum of no allowances.</summary>
    public bool ZeroIsNothing { get; init; }

    public string Number(int place) => numbers[Math.Min(place, numbers.Length - 1)];
}
