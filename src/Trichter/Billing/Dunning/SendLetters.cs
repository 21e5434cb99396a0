using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Offers.Documents;
using Trichter.Offers.Seller;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Team.Mail;
using Trichter.Timeline;

namespace Trichter.Billing.Dunning;

/// <summary>Writes the letters of a run that somebody has looked at: one for each customer, by mail or to print. What has been paid meanwhile is not reminded of.</summary>
internal sealed class SendLetters(Db db, Me me, Change change, TimelineWriter timeline, FindInvoice find, FindDeal deals, PlanDunning plan, SettleInvoices settle, RenderDocument documents, PrintPdf print, WriteMail mail)
{
    /// <param name="keys">Of the planned letters.</param>
    /// <returns>How many were written.</returns>
    public async Task<int> RunAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        var (today, written) = ((await deals.NowAsync(cancellation)).Day, 0);
        foreach (var key in keys.Distinct())
            if (await WriteAsync(letter => letter.Key == key, today, cancellation)) written++;
        return written;
    }

    /// <summary>The letter to the customer of one invoice.</summary>
    /// <returns>What is wrong, or null when it was written.</returns>
    public async Task<Told?> ForInvoiceAsync(Guid invoiceId, CancellationToken cancellation = default)
    {
        if (await find.ForBillingAsync(invoiceId, cancellation) is not { Invoice: { IsIssued: true } invoice, OpenMinor: > 0 }) return new Told("Nothing is open any more.");
        var today = (await deals.NowAsync(cancellation)).Day;
        if (!(invoice.DueOn < today)) return new Told("It is not overdue.");
        if (await WriteAsync(letter => letter.Items.Exists(item => item.InvoiceId == invoiceId), today, cancellation)) return null;
        return (await plan.RunAsync(today, cancellation)).Without.FirstOrDefault(its => its.Invoice.Id == invoiceId) is { } left ? new Told("No letter goes out: {0}.", left.Why) : new Told("Nothing is open any more.");
    }

    private async Task<bool> WriteAsync(Func<PlannedLetter, bool> isMeant, DateOnly today, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await settle.WaitForTurnAsync(cancellation);
        if ((await plan.RunAsync(today, cancellation)).Letters.FirstOrDefault(isMeant) is not { } planned) return false;

        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var ours = await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new OurCompany();
        var language = planned.To.Language;
        var html = await documents.FragmentAsync<LetterDocument>(language, workspace.Zone, new Dictionary<string, object?> { [nameof(LetterDocument.Model)] = new LetterModel(ours, planned, today) });
        var letter = LetterOf(planned, html, today);
        db.DunningLetters.Add(letter);
        foreach (var item in planned.Items.Where(item => item.IsRaised))
            db.Reminders.Add(new Reminder { InvoiceId = item.InvoiceId, DealId = item.DealId, Level = item.Level!.Value, SentOn = today, SentTo = letter.SentTo, SentBy = me.Id, LetterId = letter.Id });
        foreach (var deal in planned.Items.Where(item => item.IsRaised).GroupBy(item => item.DealId))
            timeline.Record(new InvoiceReminded(deal.Key, string.Join(", ", deal.Select(item => item.Number)), deal.Max(item => item.Level!.Value)));
        if (letter.SentTo.Length > 0) letter.MailId = (await MailAsync(letter, planned, workspace, cancellation)).Id;
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private DunningLetter LetterOf(PlannedLetter planned, string html, DateOnly today) => new()
    {
        CompanyId = planned.To.CompanyId,
        BuyerName = planned.To.BuyerName,
        Language = planned.To.Language,
        Currency = planned.To.Currency,
        Level = planned.Level.Level,
        Channel = planned.Channel,
        SentTo = planned.Channel == DunningChannel.Mail ? planned.To.BuyerEmail : "",
        MadeOn = today,
        Items = planned.Items,
        OpenMinor = planned.OpenMinor,
        InterestMinor = planned.InterestMinor,
        FeeMinor = planned.FeeMinor,
        Html = html,
        MadeAt = change.Now,
        MadeBy = me.Id,
    };

    private async Task<OutgoingMail> MailAsync(DunningLetter letter, PlannedLetter planned, Workspace workspace, CancellationToken cancellation)
    {
        var texts = Texts.In(letter.Language, workspace.Zone);
        var page = documents.Page(letter.Html, letter.Language, DunningWords.Of(letter.Level, texts));
        var file = print.IsPossible && await print.RunAsync(page, cancellation) is PdfResult.Printed printed
            ? new MailFile($"{letter.MadeOn:yyyy-MM-dd}-{letter.Level}.pdf", "application/pdf", printed.Content) : new MailFile($"{letter.MadeOn:yyyy-MM-dd}-{letter.Level}.html", "text/html", Encoding.UTF8.GetBytes(page));
        var lines = planned.Items.Select(item => texts["{0} of {1}, due on {2}: {3}", item.Number, item.IssuedOn, item.DueOn, DocumentMoney.Of(item.OpenMinor, letter.Currency, texts)]);
        return mail.Add(letter.SentTo, letter.BuyerName, letter.Language, workspace.Zone, words => new MailWords(
            $"{DunningWords.Of(letter.Level, words)}: {string.Join(", ", planned.Items.Select(item => item.Number))}",
            string.Join("\n\n", words["Good day,"], planned.Level.Text.In(letter.Language), string.Join('\n', lines), $"{words["To pay altogether"]}: {DocumentMoney.Of(planned.TotalMinor, letter.Currency, words)}", $"{me.Name}\n{workspace.Name}")), planned.Items[0].DealId, [file]);
    }
}

internal static class DunningWords
{
    public static string Of(int level, Texts texts) => level == 0 ? texts["Payment reminder"] : texts["Reminder {0}", level];
}
