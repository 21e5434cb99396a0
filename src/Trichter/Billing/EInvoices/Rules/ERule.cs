using Trichter.Billing.EInvoices.Files;
using Trichter.Platform.Language;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>One rule: its id, what it says when it is broken, and a question that lists where that is.</summary>
internal sealed record ERule(string Id, Told Text, Func<EInvoiceFile, IEnumerable<Told?>> Broken, ESeverity Severity = ESeverity.Fatal)
{
    public static ERule File(string id, Told text, Func<EInvoiceFile, bool> holds) => new(id, text, file => holds(file) ? [] : [null]);

    public static ERule Invoice(string id, Told text, Func<EInvoice, bool> holds) => File(id, text, file => holds(file.Invoice));

    public static ERule Totals(string id, Told text, Func<ETotals, EInvoice, bool> holds) => Invoice(id, text, invoice => invoice.Totals is not { } totals || holds(totals, invoice));

    public static ERule Lines(string id, Told text, Func<ELine, bool> holds) => Lines(id, text, (line, _) => holds(line));

    public static ERule Lines(string id, Told text, Func<ELine, EInvoice, bool> holds) =>
        new(id, text, file => file.Invoice.Lines.Select((line, index) => (line, index)).Where(one => !holds(one.line, file.Invoice)).Select(one => LinePlace(one.line, one.index)));

    public static ERule Groups(string id, Told text, Func<EVatGroup, bool> holds) => Groups(id, text, (group, _) => holds(group));

    public static ERule Groups(string id, Told text, Func<EVatGroup, EInvoiceFile, bool> holds) =>
        new(id, text, file => file.Invoice.VatGroups.Where(group => !holds(group, file)).Select(group => new Told("VAT {0} {1} %", group.Category, group.Rate)));

    /// <summary>A rule for the allowances or charges of the document or of each line, as their place in the model says.</summary>
    public static ERule Allowances(int place, string id, Told text, Func<EAllowance, bool> holds)
    {
        IEnumerable<Told?> Among(Several<EAllowance> allowances, Told where) => allowances.Where(one => !holds(one)).Select(_ => where);

        return new(id, text, file => place switch
        {
            EAllowance.Allowance => Among(file.Invoice.Allowances, new("Allowance of the invoice")),
            EAllowance.Charge => Among(file.Invoice.Charges, new("Charge of the invoice")),
            EAllowance.LineAllowance => file.Invoice.Lines.SelectMany((line, index) => Among(line.Allowances, LinePlace(line, index))),
            _ => file.Invoice.Lines.SelectMany((line, index) => Among(line.Charges, LinePlace(line, index))),
        });
    }

    public ERule As(ESeverity severity) => this with { Severity = severity };

    /// <summary>The sentence of a rule, marked so that a test finds it and looks for its translations.</summary>
    public static Told Says(string text, params object?[] data) => new(text, data);

    private static Told LinePlace(ELine line, int index) => new("Line {0}", line.Number ?? $"#{index + 1}");
}
