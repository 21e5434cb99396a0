using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Amounts;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Timeline;

namespace Trichter.Billing.Invoices.Credit;

/// <summary>
/// Drafts the correction of a part of an issued invoice (381): of chosen lines a quantity or an amount, never more than was invoiced and is not credited yet (O71, O76).
/// A credited quantity can be billed anew, a credited amount cannot.
/// </summary>
internal sealed class CreditInvoice(Db db, TimelineWriter timeline, FindInvoice find, InvoiceHead heads, Texts texts)
{
    public async Task<CreditResult> RunAsync(Guid invoiceId, CreditTyped typed, CancellationToken cancellation = default)
    {
        if (await find.ForBillingAsync(invoiceId, cancellation) is not { Invoice: { IsIssued: true } wrong } open) return CreditResult.Of("lines", new Told("Nothing is here"));
        if (await AgainstAsync(db, wrong, cancellation) is { } why) return CreditResult.Of("lines", why);

        var faults = new Dictionary<string, Told>();
        if (typed.Reason.Length is 0 or > Invoice.LongestReference) faults["reason"] = new Told("Say why, in up to {0} characters.", Invoice.LongestReference);
        var left = await CreditLeft.OfAsync(db, open, cancellation);
        var back = heads.Against(wrong, InvoiceKind.Credit, typed.Reason);
        back.FreightMinor = -FreightOf(typed.Freight, left.FreightMinor, faults);
        var lines = left.Lines.Select(line => LineOf(back, line, typed.Lines.GetValueOrDefault(line.Line.Id) ?? new("", ""), faults)).OfType<InvoiceLine>().ToList();
        for (var at = 0; at < lines.Count; at++) lines[at].Position = at;
        if (faults.Count == 0 && lines.Count == 0 && back.FreightMinor == 0) faults["lines"] = new Told("Say what is credited: a quantity or an amount.");
        if (faults.Count > 0) return new CreditResult.Faulty(faults);

        back.AddUp(lines);
        db.Invoices.Add(back);
        db.InvoiceLines.AddRange(lines);
        await StepAsync(wrong, cancellation);
        timeline.Record(new InvoiceDrafted(open.Deal.Id, wrong.Number, InvoiceKind.Credit));
        await db.SaveChangesAsync(cancellation);
        return new CreditResult.Drafted(back);
    }

    /// <summary>Why nothing of this invoice can be credited in part; null when something can.</summary>
    public static async Task<Told?> AgainstAsync(Db db, Invoice invoice, CancellationToken cancellation = default) => invoice.Kind switch
    {
        InvoiceKind.Cancellation or InvoiceKind.Credit => new Told("A correction is not corrected in part."),
        InvoiceKind.DownPayment => new Told("A down payment is cancelled as a whole."),
        _ when await db.Invoices.AnyAsync(its => its.PrecedingId == invoice.Id && its.Kind == InvoiceKind.Cancellation && its.RetiredAt == null, cancellation) => new Told("It has been cancelled already."),
        _ => null,
    };

    /// <summary>Of two who credit at once, the second has to look again.</summary>
    private async Task StepAsync(Invoice wrong, CancellationToken cancellation)
    {
        if (await db.Orders.SingleOrDefaultAsync(order => order.Id == wrong.OrderId, cancellation) is { } order) order.Step();
    }

    private long FreightOf(string text, long left, Dictionary<string, Told> faults)
    {
        if (text.Length == 0) return 0;
        if (Micros.Read(text, texts.Culture) is not { } typed || typed <= 0) faults["freight"] = new Told("This is not an amount of money.");
        else if (Round.ToMinor(typed) > left) faults["freight"] = new Told("At most {0} is left.", Round.ToMajor(left).ToString("N2", texts.Culture));
        else return Round.ToMinor(typed);
        return 0;
    }

    /// <returns>Null where nothing was typed, or it does not fit.</returns>
    private InvoiceLine? LineOf(Invoice back, LineLeft left, LineTyped typed, Dictionary<string, Told> faults)
    {
        var of = left.Line;
        void Wrong(string cell, Told why) => faults[$"{cell}-{of.Id}"] = why;
        if (typed.Quantity.Length + typed.Amount.Length == 0) return null;
        if (typed.Quantity.Length > 0 && typed.Amount.Length > 0) Wrong("amount", new Told("A quantity or an amount, not both."));
        else if (typed.Quantity.Length > 0)
        {
            if (Micros.Read(typed.Quantity, texts.Culture) is not { } quantity || quantity <= 0) Wrong("quantity", new Told("A quantity above zero."));
            else if (quantity > left.Quantity) Wrong("quantity", new Told("At most {0} is left.", Micros.Write(Math.Max(0, left.Quantity), texts.Culture)));
            else if (Taken(back, of, of.Key, -quantity) is var line && -LineAmounts.Of(line.Priced).Net is var amount && amount <= left.AmountMinor && !(quantity == left.Quantity && amount != left.AmountMinor)) return line;
            else if (quantity == left.Quantity && Exactly(line, left.AmountMinor)) return line;
            else Wrong("quantity", new Told("At most {0} is left.", Round.ToMajor(left.AmountMinor).ToString("N2", texts.Culture)));
        }
        else if (Micros.Read(typed.Amount, texts.Culture) is not { } amount || Round.ToMinor(amount) <= 0) Wrong("amount", new Told("This is not an amount of money."));
        else if (Round.ToMinor(amount) > left.AmountMinor) Wrong("amount", new Told("At most {0} is left.", Round.ToMajor(left.AmountMinor).ToString("N2", texts.Culture)));
        else
        {
            var line = Taken(back, of, Ids.New(), -1);
            (line.Unit, line.Price, line.Basis, line.Discount, line.Cost) = ("LS", Micros.Plain(Round.ToMajor(Round.ToMinor(amount))), 1, 0, null);
            return line;
        }

        return null;
    }

    private static InvoiceLine Taken(Invoice back, InvoiceLine of, Guid key, decimal quantity)
    {
        var line = new InvoiceLine { InvoiceId = back.Id, DealId = back.DealId, Key = key, CreditedLineId = of.Id, PeriodFrom = of.PeriodFrom, PeriodTo = of.PeriodTo };
        line.TakeFrom(of);
        line.Quantity = quantity;
        return line;
    }

    /// <summary>The last of a line takes what is left of it, so that rounding leaves no cent behind.</summary>
    private static bool Exactly(InvoiceLine line, long leftMinor)
    {
        if (leftMinor <= 0) return false;
        (line.Price, line.Basis, line.Discount) = (Micros.Plain(Math.Round(Round.ToMajor(leftMinor) / -line.Quantity, 6, MidpointRounding.AwayFromZero)), 1, 0);
        return -LineAmounts.Of(line.Priced).Net == leftMinor;
    }
}

/// <summary>What is typed to credit, by line of the invoice.</summary>
internal sealed record CreditTyped(string Reason, string Freight, IReadOnlyDictionary<Guid, LineTyped> Lines)
{
    public static CreditTyped Read(IFormCollection form)
    {
        var (ids, quantities, amounts) = (form["line"], form["quantity"], form["amount"]);
        var lines = new Dictionary<Guid, LineTyped>();
        for (var row = 0; row < Math.Min(ids.Count, Math.Min(quantities.Count, amounts.Count)); row++)
            if (Guid.TryParse(ids[row], CultureInfo.InvariantCulture, out var id)) lines[id] = new(quantities[row]!.Trim(), amounts[row]!.Trim());
        return new(form["reason"].ToString().Trim(), form["freight"].ToString().Trim(), lines);
    }
}

internal sealed record LineTyped(string Quantity, string Amount);

internal abstract record CreditResult
{
    public sealed record Drafted(Invoice Invoice) : CreditResult;

    /// <param name="Faults">Field of the form → what is wrong with it.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : CreditResult;

    public static CreditResult Of(string field, Told why) => new Faulty(new Dictionary<string, Told> { [field] = why });
}
