using System.Globalization;
using Trichter.Offers.Amounts;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Process.Edit;

namespace Trichter.Offers.Negotiation.Edit;

/// <summary>A kind of concession as it is typed, in the culture of whoever types.</summary>
public sealed class ConcessionKindForm
{
    private const decimal MostRate = 100;

    /// <summary>The version that was shown; 0 for a new one.</summary>
    public int Seen { get; set; }

    public Words Name { get; set => field = value ?? new(); } = new();
    public ConcessionMeasure Measure { get; set; }
    public int Value { get; set; } = 3;
    public string? UnitCost { get; set; }
    public string? AnnualRate { get; set; }

    /// <summary>The number of the product that is given.</summary>
    public string? Product { get; set; }

    public string? SellerLimit { get; set; }
    public string? ManagerLimit { get; set; }
    public string? Until { get; set; }

    public static ConcessionKindForm Of(ConcessionKind kind, string product, CultureInfo culture) => new()
    {
        Seen = kind.Version,
        Name = Words.Of(kind.Name),
        Measure = kind.Measure,
        Value = kind.Value,
        UnitCost = Written(kind.UnitCost, culture),
        AnnualRate = Written(kind.AnnualRate, culture),
        Product = product,
        SellerLimit = Written(kind.SellerLimit, culture),
        ManagerLimit = Written(kind.ManagerLimit, culture),
        Until = Canonical.Of(kind.Until),
    };

    /// <summary>Field → what is wrong with it.</summary>
    public Dictionary<string, Told> Faults(CultureInfo culture)
    {
        var faults = new Dictionary<string, Told>();
        if (Name.IsEmpty || new[] { Name.En, Name.De, Name.Pl }.Any(name => name?.Length > ConcessionKind.LongestName)) faults["Name"] = new Told("A name of up to {0} characters is needed.", ConcessionKind.LongestName);
        if (Value is < 1 or > ConcessionKind.MostValued) faults["Value"] = new Told("From 1 to {0}.", ConcessionKind.MostValued);
        foreach (var (field, text) in new[] { ("UnitCost", UnitCost), ("AnnualRate", AnnualRate), ("SellerLimit", SellerLimit), ("ManagerLimit", ManagerLimit) })
            if (!string.IsNullOrWhiteSpace(text) && Micros.Read(text, culture) is not >= 0) faults[field] = new Told("A number from 0 on, or nothing.");
        if (Micros.Read(AnnualRate, culture) > MostRate) faults["AnnualRate"] = new Told("At most {0} percent.", MostRate);
        if (!string.IsNullOrWhiteSpace(Until) && FormValues.Day(Until) is null) faults["Until"] = new Told("This is not a date.");
        return faults;
    }

    /// <summary>Only after <see cref="Faults"/> found nothing.</summary>
    public void WriteTo(ConcessionKind kind, Guid? product, CultureInfo culture)
    {
        (kind.Name, kind.Measure, kind.Value, kind.ProductId) = (Name.ToLocalized(), Measure, Value, product);
        (kind.UnitCost, kind.AnnualRate) = (Micros.Read(UnitCost, culture), Micros.Read(AnnualRate, culture));
        (kind.SellerLimit, kind.ManagerLimit) = (Micros.Read(SellerLimit, culture), Micros.Read(ManagerLimit, culture));
        kind.Until = FormValues.Day(Until);
    }

    private static string Written(decimal? number, CultureInfo culture) => number is { } its ? Micros.Write(its, culture) : "";
}
