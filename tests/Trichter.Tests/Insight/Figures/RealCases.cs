using Trichter.Insight.Learning;
using Trichter.Tests.Support;
using static Trichter.Tests.Insight.Figures.Oracle;

namespace Trichter.Tests.Insight.Figures;

/// <summary>The real files as rows to learn from, each in its order of time.</summary>
internal static class RealCases
{
    public const string Uci = "uci-bank-marketing", Olist = "olist-funnel", Maven = "maven-crm-opportunities";
    public static readonly string[] CalendarLike = ["month", "emp.var.rate", "cons.price.idx", "cons.conf.idx", "euribor3m", "nr.employed"];

    private static readonly string[] Words = ["job", "marital", "education", "default", "housing", "loan", "contact", "month", "day_of_week", "poutcome"];
    private static readonly string[] Figures = ["age", "campaign", "pdays", "previous", "emp.var.rate", "cons.price.idx", "cons.conf.idx", "euribor3m", "nr.employed"];

    private static readonly Lazy<(Cases, int[])> UciAsItIs = new(() => ReadUci([])), UciWithDuration = new(() => ReadUci(["duration"]));

    public static (Cases Cases, int[] Months) OfUci(bool withDuration = false) => withDuration ? UciWithDuration.Value : UciAsItIs.Value;

    /// <summary>A tenth of the file counts as a year, so that the base rate of the last twelve months is that of the last tenth.</summary>
    private static (Cases Cases, int[] Months) ReadUci(string[] more)
    {
        var lines = File.ReadAllLines(SharedData.Path(Uci, "bank-additional-full.csv"));
        var names = Cells(lines[0]).ToList();
        var rows = lines.Skip(1).Select(Cells).ToList();
        var columns = names.Select((name, place) => (name, Values: rows.Select(row => row[place]).ToArray())).ToDictionary(one => one.name, one => one.Values);
        var months = new int[rows.Count];
        for (var row = 1; row < rows.Count; row++) months[row] = months[row - 1] + (columns["month"][row] == columns["month"][row - 1] ? 0 : 1);

        return (new Cases(
            [.. Words.Select(name => Field.Of(name, columns[name])), .. Figures.Concat(more).Select(name => Field.Of(name, columns[name].Select(Number)))],
            [.. columns["y"].Select(answer => answer == "yes")], [.. Enumerable.Range(0, rows.Count).Select(row => (double)row)],
            [.. Enumerable.Range(0, rows.Count)], [.. rows.Select(_ => Array.Empty<string>())], 0)
        { BaseSpan = 4119 }, months);
    }

    /// <summary>Leads in the order of the file; what is known at entry.</summary>
    public static (Cases Cases, DateOnly[] Days) OfOlist(bool inOrder)
    {
        var won = SharedData.Table(Olist, "olist_closed_deals_dataset.csv").Select(row => row["mql_id"]).ToHashSet();
        var leads = SharedData.Table(Olist, "olist_marketing_qualified_leads_dataset.csv").Select(row => (Row: row, Day: Day(row["first_contact_date"], "yyyy-MM-dd"))).ToList();
        if (inOrder) leads = [.. leads.OrderBy(lead => lead.Day)];
        return (new Cases(
            [Field.Of("origin", leads.Select(lead => lead.Row["origin"])), Field.Of("landing_page_id", leads.Select(lead => lead.Row["landing_page_id"]))],
            [.. leads.Select(lead => won.Contains(lead.Row["mql_id"]))], [.. leads.Select(lead => (double)lead.Day.DayNumber)], [.. Enumerable.Range(0, leads.Count)],
            [.. leads.Select(lead => new[] { lead.Row["origin"] })], 0), [.. leads.Select(lead => lead.Day)]);
    }

    /// <summary>Closed deals in order of the day they entered.</summary>
    public static Cases OfMaven(bool withValue = false)
    {
        var accounts = SharedData.Table(Maven, "accounts.csv").ToDictionary(row => row["account"]);
        var teams = SharedData.Table(Maven, "sales_teams.csv").ToDictionary(row => row["sales_agent"]);
        var products = SharedData.Table(Maven, "products.csv").ToDictionary(row => row["product"], row => Number(row["sales_price"]));
        var deals = SharedData.Table(Maven, "sales_pipeline.csv").Where(row => row["deal_stage"] is "Won" or "Lost").OrderBy(row => Day(row["engage_date"], "dd-MM-yy")).ToList();
        string Product(Dictionary<string, string> row) => row["product"] == "GTXPro" ? "GTX Pro" : row["product"];
        string? Account(Dictionary<string, string> row, string name) => accounts.TryGetValue(row["account"], out var account) ? account[name] : null;

        List<Field> fields =
        [
            Field.Of("sales_agent", deals.Select(row => row["sales_agent"])), Field.Of("product", deals.Select(Product)), Field.Of("sector", deals.Select(row => Account(row, "sector"))),
            Field.Of("manager", deals.Select(row => teams[row["sales_agent"]]["manager"])), Field.Of("regional_office", deals.Select(row => teams[row["sales_agent"]]["regional_office"])),
            Field.Of("office_location", deals.Select(row => Account(row, "office_location"))), Field.Of("revenue", deals.Select(row => Number(Account(row, "revenue") ?? ""))),
            Field.Of("employees", deals.Select(row => Number(Account(row, "employees") ?? ""))), Field.Of("sales_price", deals.Select(row => products[Product(row)])),
        ];
        if (withValue) fields.Add(Field.Of("amount", deals.Select(row => Number(row["close_value"]))));
        return new Cases(
            fields, [.. deals.Select(row => row["deal_stage"] == "Won")], [.. deals.Select(row => (double)Day(row["engage_date"], "dd-MM-yy").DayNumber)],
            [.. Enumerable.Range(0, deals.Count)], [.. deals.Select(row => new[] { Product(row) })], 0);
    }

    public static int[] MonthsOf(Cases cases) =>
        [.. cases.Moments.Select(moment => DateOnly.FromDayNumber((int)moment)).Select(day => day.Year * 12 + day.Month)];

    public static int[] Rows(int from, int to) => [.. Enumerable.Range(from, to - from)];

    /// <summary>The pinned recipe: trained on some rows, said of others.</summary>
    public static double[] Said(Cases cases, IReadOnlyList<int> train, IReadOnlyList<int> test)
    {
        var (recipe, model) = WindowResult.Fit(cases, train, 1, int.MaxValue);
        Assert.True(model.Converged);
        return model.Predict(recipe.Encode(cases.Fields, test));
    }

    /// <summary>Five folds by row number mod 5.</summary>
    public static double[] SaidInFolds(Cases cases)
    {
        var said = new double[cases.Count];
        for (var fold = 0; fold < 5; fold++)
        {
            int[] test = [.. Enumerable.Range(0, cases.Count).Where(row => row % 5 == fold)];
            var answers = Said(cases, [.. Enumerable.Range(0, cases.Count).Where(row => row % 5 != fold)], test);
            for (var index = 0; index < test.Length; index++) said[test[index]] = answers[index];
        }

        return said;
    }

    private static string[] Cells(string line) => [.. line.Split(';').Select(cell => cell.Trim('"'))];
}
