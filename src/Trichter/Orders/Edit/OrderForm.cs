using System.Globalization;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Edit;
using Trichter.Orders.Intake;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;

namespace Trichter.Orders.Edit;

/// <summary>An order as it is typed. Its lines and terms are typed as those of a quote are, so that they are counted alike.</summary>
public sealed class OrderForm
{
    public QuoteForm Terms { get; private init; } = new();
    public string CustomerNumber { get; set; } = "";
    public string Ordered { get; set; } = "";
    public string Promised { get; set; } = "";

    /// <summary>Why it is changed; of a new order empty.</summary>
    public string Reason { get; set; } = "";

    public string AgreedBy { get; set; } = "";

    /// <param name="terms">Language, currency, customer and terms to begin with.</param>
    public static OrderForm Of(QuoteVersion terms, IEnumerable<QuoteLine> lines, DateOnly ordered, CultureInfo culture) => new()
    {
        Terms = QuoteForm.Of(terms, lines, culture),
        Ordered = Canonical.Of(ordered),
    };

    /// <summary>An order that is to be changed.</summary>
    public static OrderForm Of(Order order, QuoteVersion terms, IEnumerable<QuoteLine> lines, CultureInfo culture)
    {
        var form = new OrderForm
        {
            Terms = QuoteForm.Of(terms, lines, culture),
            CustomerNumber = order.CustomerNumber,
            Ordered = Canonical.Of(order.OrderedOn),
            Promised = Canonical.Of(order.PromisedOn),
        };
        form.Terms.Seen = order.Version;
        return form;
    }

    public static OrderForm Read(IFormCollection form)
    {
        var read = new OrderForm
        {
            Terms = QuoteForm.Read(form),
            CustomerNumber = form["customer-number"].ToString().Trim(),
            Ordered = form["ordered"].ToString(),
            Promised = form["promised"].ToString(),
            Reason = form["reason"].ToString().Trim(),
            AgreedBy = form["agreed-by"].ToString().Trim(),
        };
        read.Terms.ValidUntil = read.Ordered;
        return read;
    }

    /// <returns>The order's own head, as far as it fits; what does not is told by field.</returns>
    public OrderDraft Draft(Dictionary<string, Told> faults)
    {
        if (CustomerNumber.Length > Order.LongestNumber) faults["customer-number"] = new Told("At most {0} characters.", Order.LongestNumber);
        var (ordered, promised) = (FormValues.Day(Ordered), FormValues.Day(Promised));
        faults.Remove("valid-until");
        if (ordered is null) faults["ordered"] = new Told("This is not a date.");
        if (Promised.Length > 0 && promised is null) faults["promised"] = new Told("This is not a date.");
        if (promised < ordered) faults["promised"] = new Told("The end lies before the beginning.");
        return new OrderDraft(CustomerNumber, ordered, promised);
    }
}
