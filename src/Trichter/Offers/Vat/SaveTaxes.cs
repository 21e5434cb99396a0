using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Amounts;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Vat;

/// <summary>Says which rates of VAT hold where and when.</summary>
internal sealed class SaveTaxes(Db db, Me me, TimelineWriter timeline, Texts texts)
{
    /// <returns>What is wrong, by "row-2-percent"; empty when it was saved.</returns>
    public async Task<IReadOnlyDictionary<string, Told>> RunAsync(IReadOnlyList<TaxRateTyped> typed, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var faults = new Dictionary<string, Told>();
        var rates = typed.Select((row, index) => row.Read(index, texts.Culture, faults)).ToList();
        if (faults.Count > 0) return faults;

        var table = await db.TaxTables.SingleOrDefaultAsync(cancellation);
        if (table is null) db.TaxTables.Add(table = new TaxTable());
        table.Rates = [.. rates.OrderBy(rate => rate.Country, StringComparer.Ordinal).ThenBy(rate => rate.Class).ThenBy(rate => rate.From)];
        timeline.Record(new TaxesSaved(table.Id));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }
}

/// <summary>A rate as it is typed.</summary>
internal sealed record TaxRateTyped(string Country, TaxClass Class, string Percent, string From, string To)
{
    public bool IsEmpty => Country.Length + Percent.Length + From.Length + To.Length == 0;

    public static TaxRateTyped Of(TaxRate rate, CultureInfo culture) => new(rate.Country, rate.Class, Micros.Write(rate.Percent, culture), Canonical.Of(rate.From), Canonical.Of(rate.To));

    public static List<TaxRateTyped> Read(IFormCollection form)
    {
        var (countries, classes, percents, froms, tos) = (form["country"], form["class"], form["percent"], form["from"], form["to"]);
        var rows = new[] { countries.Count, classes.Count, percents.Count, froms.Count, tos.Count }.Min();
        return [.. Enumerable.Range(0, rows).Select(row => new TaxRateTyped(
            countries[row]!.Trim().ToUpperInvariant(), Enum.TryParse<TaxClass>(classes[row], out var its) ? its : default, percents[row]!.Trim(), froms[row]!, tos[row]!)).Where(row => !row.IsEmpty)];
    }

    public TaxRate Read(int index, CultureInfo culture, Dictionary<string, Told> faults)
    {
        if (!(Country.Length == 2 && Country.All(char.IsAsciiLetterUpper))) faults[$"row-{index}-country"] = new Told("Two letters, such as DE or PL.");
        if (Micros.Read(Percent, culture) is not (> 0 and <= 100)) faults[$"row-{index}-percent"] = new Told("A number above 0, up to 100.");
        if (FormValues.Day(From) is null) faults[$"row-{index}-from"] = new Told("This is not a date.");
        if (To.Length > 0 && (FormValues.Day(To) is not { } to || to < FormValues.Day(From))) faults[$"row-{index}-to"] = new Told("The end lies before the beginning.");
        return new TaxRate(Country, Class, Micros.Read(Percent, culture) ?? 0, FormValues.Day(From) ?? default, FormValues.Day(To));
    }
}

public sealed record TaxesSaved(Guid SubjectId) : Happening(SubjectId)
{
    public override Told Told => new("changed the VAT rates");

    public override string Icon => "percentage";
}
