namespace Trichter.Ledger;

/// <summary>What stands where a person's data were.</summary>
public static class Erased
{
    public const string Word = "erased";
}
