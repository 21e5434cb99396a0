using System.Globalization;
using Trichter.Offers.Amounts;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;

namespace Trichter.Care.Installed;

/// <summary>What stands at a customer, as it is typed, in the culture of whoever types.</summary>
public sealed class InstalledForm
{
    /// <summary>The version that was shown; 0 for a new one.</summary>
    public int Seen { get; set; }

    public Guid CompanyId { get; set; }
    public string? Name { get; set; }

    /// <summary>Its number among our products; empty for what we do not sell.</summary>
    public string? Product { get; set; }

    public string? Serial { get; set; }
    public string? Quantity { get; set; }
    public string? Site { get; set; }
    public string? AcceptedOn { get; set; }
    public string? WarrantyUntil { get; set; }
    public string? Contract { get; set; }
    public string? SoldBy { get; set; }
    public string? Note { get; set; }

    public static InstalledForm Of(InstalledItem item, string product, CultureInfo culture) => new()
    {
        Seen = item.Version,
        CompanyId = item.CompanyId,
        Name = item.Name,
        Product = product,
        Serial = item.Serial,
        Quantity = Micros.Write(item.Quantity, culture),
        Site = item.Site,
        AcceptedOn = Canonical.Of(item.AcceptedOn),
        WarrantyUntil = Canonical.Of(item.WarrantyUntil),
        Contract = item.Contract,
        SoldBy = item.SoldBy,
        Note = item.Note,
    };

    /// <summary>Field → what is wrong with it.</summary>
    public Dictionary<string, Told> Faults(CultureInfo culture)
    {
        var faults = new Dictionary<string, Told>();
        if ((Name?.Trim().Length ?? 0) is 0 or > InstalledItem.LongestName) faults["Name"] = new Told("A name of up to {0} characters is needed.", InstalledItem.LongestName);
        if (Micros.Read(Quantity, culture) is not > 0) faults["Quantity"] = new Told("Say how much, as a number above 0.");
        foreach (var (field, text) in new[] { ("Serial", Serial), ("Site", Site), ("Contract", Contract), ("SoldBy", SoldBy) })
            if (text?.Length > InstalledItem.LongestName) faults[field] = new Told("At most {0} characters.", InstalledItem.LongestName);
        if (Note?.Length > InstalledItem.LongestText) faults["Note"] = new Told("At most {0} characters.", InstalledItem.LongestText);
        foreach (var (field, day) in new[] { ("AcceptedOn", AcceptedOn), ("WarrantyUntil", WarrantyUntil) })
            if (!string.IsNullOrWhiteSpace(day) && FormValues.Day(day) is null) faults[field] = new Told("This is not a date.");
        return faults;
    }

    /// <summary>Only after <see cref="Faults"/> found nothing.</summary>
    public void WriteTo(InstalledItem item, Guid? product, CultureInfo culture)
    {
        (item.Name, item.ProductId, item.Serial, item.Quantity) = (Name!.Trim(), product, Serial?.Trim() ?? "", Micros.Read(Quantity, culture)!.Value);
        (item.Site, item.Contract, item.SoldBy, item.Note) = (Site?.Trim() ?? "", Contract?.Trim() ?? "", SoldBy?.Trim() ?? "", Note?.Trim() ?? "");
        (item.AcceptedOn, item.WarrantyUntil) = (FormValues.Day(AcceptedOn), FormValues.Day(WarrantyUntil));
    }
}
