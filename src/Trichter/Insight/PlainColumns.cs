using Trichter.Platform.Language;

namespace Trichter.Insight;

/// <summary>How the figures and tables of a report without a picture of its own are called.</summary>
internal sealed record PlainColumns(IReadOnlyList<PlainColumn> Figures, IReadOnlyList<PlainTable> Tables)
{
    private static readonly IReadOnlyList<PlainColumn> Compared =
    [
        new("name", new("Group"), PlainKind.Text), new("count", new("Entered"), PlainKind.Count), new("lost", new("Lost"), PlainKind.Count),
        new("not_yet_known", new("Not yet known"), PlainKind.Count), new("rate", new("Won so far"), PlainKind.Rate), new("differ", new("Groups differ"), PlainKind.Text),
    ];

    private static readonly IReadOnlyList<PlainColumn> LeakageOf =
    [
        new("name", new("Name"), PlainKind.Text), new("count", new("Lines"), PlainKind.Count), new("list", new("At list prices"), PlainKind.Money),
        new("leakage", new("Given away"), PlainKind.Money), new("percent", new("Of the list value"), PlainKind.Percent),
    ];

    public static PlainColumns Of(string report) => report switch
    {
        "customers" => new(
            [
                new("new_customers", new("New customers"), PlainKind.Count),
                new("cac", new("Cost of a new customer"), PlainKind.Money) { Beside = "cac_words" },
                new("cac_marketing", new("Of it marketing"), PlainKind.Money) { Beside = "lag_words" },
                new("clv_mean", new("Paid per new customer so far, mean"), PlainKind.Money) { Beside = "clv_words" },
                new("payback", new("Paid back in month"), PlainKind.Count) { Beside = "payback_words" },
            ],
            [
                new("", new("By month"),
                [
                    new("month", new("Month"), PlainKind.Text), new("customers", new("New customers"), PlainKind.Count), new("marketing", new("Marketing"), PlainKind.Money),
                    new("sales", new("Sales"), PlainKind.Money), new("paid", new("Paid, net"), PlainKind.Money),
                ]),
            ]),
        "losses" => new(
            [new("lost", new("Lost"), PlainKind.Count), new("with_reason", new("With a reason"), PlainKind.Rate), new("value", new("Value"), PlainKind.Money)],
            [
                new("", new("By reason"), [new("name", new("Reason"), PlainKind.Text), new("class", new("Class"), PlainKind.Text), new("count", new("How many"), PlainKind.Count), new("share", new("Share"), PlainKind.Rate)]),
                new("stages", new("By the stage they were last in"), [new("name", new("Stage"), PlainKind.Text), new("count", new("How many"), PlainKind.Count), new("share", new("Share"), PlainKind.Rate)]),
            ]),
        "groups" => new(
            [new("entered", new("Entered"), PlainKind.Count), new("rate", new("Won so far"), PlainKind.Rate)],
            [new("", new("By product"), Compared), new("entry", new("By the stage they entered at"), Compared), new("customers", new("By customer"), Compared)]),
        "leakage" => new(
            [
                new("list", new("At list prices"), PlainKind.Money) { Beside = "lines_words" }, new("invoiced", new("Invoiced, net"), PlainKind.Money),
                new("leakage", new("Given away"), PlainKind.Money), new("percent", new("Given away, of the list value"), PlainKind.Percent),
            ],
            [
                new("", new("By cause"), [new("name", new("Cause"), PlainKind.Text), new("leakage", new("Given away"), PlainKind.Money), new("percent", new("Of the list value"), PlainKind.Percent)]),
                new("products", new("By product"), LeakageOf), new("owners", new("By owner"), LeakageOf),
            ]),
        "objections" => new(
            [
                new("objections", new("Objections"), PlainKind.Count), new("resolved", new("Resolved of those answered"), PlainKind.Rate),
                new("concessions", new("Concessions"), PlainKind.Count), new("paired", new("Given against something in return"), PlainKind.Rate),
                new("cost", new("What concessions cost"), PlainKind.Money) { Beside = "cost_words" },
            ],
            [
                new("", new("Objections"),
                [
                    new("name", new("Objection"), PlainKind.Text), new("count", new("How many"), PlainKind.Count), new("open", new("Still open"), PlainKind.Count),
                    new("lost", new("Lost over it"), PlainKind.Count), new("resolved", new("Resolved of those answered"), PlainKind.Rate),
                ]),
                new("concessions", new("Concessions"),
                [
                    new("name", new("Concession"), PlainKind.Text), new("count", new("How many"), PlainKind.Count), new("agreed", new("Agreed"), PlainKind.Count),
                    new("paired", new("Given against something in return"), PlainKind.Rate), new("cost", new("Cost"), PlainKind.Money), new("cost_unknown", new("Cost not known"), PlainKind.Count),
                ]),
            ]),
        _ => new(
            [
                new("deliveries", new("Deliveries"), PlainKind.Count), new("on_time", new("Orders delivered when promised"), PlainKind.Rate),
                new("accepted", new("Accepted without defects"), PlainKind.Rate), new("mean", new("Satisfaction, 1 to 5, mean"), PlainKind.Count) { Beside = "mean_words" },
            ],
            [new("", new("Satisfaction"), [new("mark", new("Mark"), PlainKind.Text), new("count", new("Deliveries"), PlainKind.Count), new("share", new("Share"), PlainKind.Rate)])]),
    };
}

/// <param name="Name">Of the figure or the column in the result.</param>
internal sealed record PlainColumn(string Name, Told Title, PlainKind Kind)
{
    /// <summary>A figure that says in words what belongs beside it.</summary>
    public string? Beside { get; init; }
}

/// <param name="Name">Of the table in the result; empty for its rows.</param>
internal sealed record PlainTable(string Name, Told Title, IReadOnlyList<PlainColumn> Columns);

internal enum PlainKind
{
    Text,
    Count,
    Money,

    /// <summary>A number of percent.</summary>
    Percent,
    Rate,
}
