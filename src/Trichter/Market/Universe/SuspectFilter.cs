using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Market.Industries;

namespace Trichter.Market.Universe;

/// <summary>Which companies of the universe are meant. It stands in the address of the page, and a target group keeps it as it is written there.</summary>
public sealed record SuspectFilter
{
    /// <summary>Part of the name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Path of an industry, with all below it.</summary>
    public string Industry { get; init; } = "";

    public string Country { get; init; } = "";

    /// <summary>Beginnings of postal codes, apart by commas: "18, 19".</summary>
    public string Postal { get; init; } = "";

    public int? From { get; init; }
    public int? To { get; init; }
    public long? Revenue { get; init; }
    public Guid? List { get; init; }
    public SuspectReach Reach { get; init; }

    /// <summary>The ideal customer by which they are ranked; it leaves nobody out.</summary>
    public Guid? Profile { get; init; }

    public IReadOnlyList<string> PostalCodes => Postal.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What cannot be read is left out.</summary>
    public static SuspectFilter Read(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string Of(string key) => values.TryGetValue(key, out var value) ? value.ToString().Trim() : "";
        int? Number(string key) => int.TryParse(Of(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return new()
        {
            Name = Of("name"),
            Industry = Nace.At(Of("industry"))?.Path ?? Nace.Of(Of("industry"))?.Path ?? "",
            Country = Countries.CodeOf(Of("country")) ?? "",
            Postal = Of("postal"),
            From = Number("from"),
            To = Number("to"),
            Revenue = long.TryParse(Of("revenue"), NumberStyles.None, CultureInfo.InvariantCulture, out var revenue) ? revenue : null,
            List = Guid.TryParse(Of("list"), out var list) ? list : null,
            Profile = Guid.TryParse(Of("profile"), out var profile) ? profile : null,
            Reach = Enum.TryParse<SuspectReach>(Of("reach"), out var reach) && Enum.IsDefined(reach) ? reach : SuspectReach.All,
        };
    }

    public string Write()
    {
        (string Key, string Value)[] all =
        [
            ("name", Name), ("industry", Industry), ("country", Country), ("postal", Postal), ("from", Text(From)), ("to", Text(To)), ("revenue", Text(Revenue)),
            ("list", List?.ToString() ?? ""), ("profile", Profile?.ToString() ?? ""), ("reach", Reach == SuspectReach.All ? "" : Reach.ToString()),
        ];
        return string.Join('&', all.Where(one => one.Value.Length > 0).Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"));
    }

    /// <param name="usable">Lists whose licence holds today; nothing else is shown.</param>
    public IQueryable<Suspect> Apply(IQueryable<Suspect> suspects, IReadOnlyCollection<Guid> usable, Db db)
    {
        suspects = suspects.Where(its => usable.Contains(its.ListId));
        if (Name.Length > 0)
        {
            var key = CompanyName.KeyOf(Name);
            suspects = suspects.Where(its => its.NameKey.Contains(key));
        }

        if (Industry.Length > 0)
        {
            var paths = Nace.WithAllUnder(Industry);
            suspects = suspects.Where(its => paths.Contains(its.Industry));
        }

        if (Country.Length > 0) suspects = suspects.Where(its => its.Country == Country);
        if (PostalCodes.Count > 0) suspects = suspects.Where(Postals());
        if (From is { } from) suspects = suspects.Where(its => its.Employees >= from);
        if (To is { } to) suspects = suspects.Where(its => its.Employees <= to);
        if (Revenue is { } revenue) suspects = suspects.Where(its => its.Revenue >= revenue);
        if (List is { } list) suspects = suspects.Where(its => its.ListId == list);
        return Reach switch
        {
            SuspectReach.Open => suspects.Where(its => its.CompanyId == null || !db.Companies.Any(company => company.Id == its.CompanyId)),
            SuspectReach.Taken => suspects.Where(its => its.CompanyId != null && db.Companies.Any(company => company.Id == its.CompanyId)),
            _ => suspects,
        };
    }

    private System.Linq.Expressions.Expression<Func<Suspect, bool>> Postals()
    {
        var suspect = System.Linq.Expressions.Expression.Parameter(typeof(Suspect), "its");
        var code = System.Linq.Expressions.Expression.Property(suspect, nameof(Suspect.PostalCode));
        var any = PostalCodes.Select(begin => (System.Linq.Expressions.Expression)System.Linq.Expressions.Expression.Call(code, nameof(string.StartsWith), null, System.Linq.Expressions.Expression.Constant(begin)))
            .Aggregate(System.Linq.Expressions.Expression.OrElse);
        return System.Linq.Expressions.Expression.Lambda<Func<Suspect, bool>>(any, suspect);
    }

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}

/// <summary>Whether a suspect is one of our companies already.</summary>
public enum SuspectReach
{
    [Platform.Language.Says("All")] All,
    [Platform.Language.Says("Not spoken to yet")] Open,
    [Platform.Language.Says("Taken over")] Taken,
}
