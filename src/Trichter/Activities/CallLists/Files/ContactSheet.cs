using System.Text;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Activities.CallLists.Files;

/// <summary>A list to call or to visit, as it stands in a file.</summary>
/// <param name="Head">What stands above the columns.</param>
/// <param name="LeftOut">Who is not in it, by the rule that says so.</param>
public sealed record ContactSheet(string Name, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<SheetGap> LeftOut)
{
    /// <summary>Separated by semicolons where commas stand in numbers.</summary>
    public async Task<IResult> FileAsync(Texts texts)
    {
        var writer = new StringWriter();
        var csv = new CsvTable(writer, texts.Culture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',');
        await csv.WriteAsync(Head);
        foreach (var row in Rows) await csv.WriteAsync(row);
        return Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(writer.ToString())], "text/csv; charset=utf-8", $"{Name}.csv");
    }
}

/// <summary>How many were left out for one reason.</summary>
/// <param name="Rule">As <c>docs/consent.md</c> numbers them; empty where no rule is needed.</param>
/// <param name="Why">An English sentence that is a key of a text; what it names is not told apart.</param>
public sealed record SheetGap(string Rule, string Why, int Many)
{
    internal static IReadOnlyList<SheetGap> Of(IEnumerable<(string Rule, string Why)> each) =>
        [.. each.GroupBy(its => its).Select(its => new SheetGap(its.Key.Rule, its.Key.Why, its.Count())).OrderByDescending(its => its.Many).ThenBy(its => its.Rule, StringComparer.Ordinal)];
}

/// <summary>One address that is visited.</summary>
/// <param name="May">The answer to "may we?"; empty where nobody is known.</param>
public sealed record VisitDoor(string Company, string Street, string PostalCode, string City, string People, string May)
{
    /// <summary>In the order in which one drives: by postal code, city and street.</summary>
    internal static ContactSheet SheetOf(IEnumerable<VisitDoor> doors, IEnumerable<(string Rule, string Why)> left, Texts texts) => new(
        "visits", [texts["Postal code"], texts["City"], texts["Street"], texts["Company"], texts["Person"], texts["May we?"]],
        [.. doors.OrderBy(its => its.PostalCode, StringComparer.Ordinal).ThenBy(its => its.City, StringComparer.Ordinal).ThenBy(its => its.Street, StringComparer.Ordinal).ThenBy(its => its.Company, StringComparer.Ordinal)
            .Select(its => new[] { its.PostalCode, its.City, its.Street, its.Company, its.People, its.May })],
        SheetGap.Of(left));
}

/// <summary>What is added to a sheet by a module that knows more than people and companies of ours.</summary>
/// <param name="Doors">Only for visits.</param>
public sealed record SheetMore(IReadOnlyList<VisitDoor> Doors, IReadOnlyList<(string Rule, string Why)> LeftOut);

public enum SheetKind
{
    [Says("Call list")] Calls,
    [Says("Visit list")] Visits,
}

/// <summary>Somebody took a list to call or to visit away as a file.</summary>
public sealed record SheetTaken(Guid UserId, string Name, int Rows) : Happening(UserId)
{
    public override Told Told => new("downloaded the list {0} with {1} rows", Name, Rows);

    public override string Icon => "download";
}
