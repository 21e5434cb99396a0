using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Dunning;
using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;
using Trichter.Ledger;
using Trichter.Orders;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing;

/// <summary>Who is late is reminded with one letter, level by level, and not while there is a reason not to (O83 to O88).</summary>
public sealed class DunningTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Order order = null!;
    private Invoice first = null!;
    private Invoice second = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.PrepareQuotesAsync();
        order = await desk.OrderAsync(await desk.EnterAsync("Two excavators and service", "Straßenbau Petry AG"), [("BAGGER-22", "", "2", "", "Normal"), ("SERVICE", "", "7.5", "", "Normal")], ("language", "de"));
        await desk.DeliverAsync(order.Id, 1, 0);
        first = await desk.BillAsync(order.Id, BillWhat.Delivered);
        Pass(10);
        await desk.DeliverAsync(order.Id, 1, 7.5m);
        second = await desk.BillAsync(order.Id, BillWhat.Delivered);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task O83_one_letter_names_every_overdue_invoice_of_the_customer_and_raises_those_whose_time_has_come()
    {
        Pass(16);
        var ada = await desk.App.SignInAsync();
        await ada.VisitAsync("/dunning");
        Assert.Equal([["RE-2026-00001", "12", "0"], ["RE-2026-00002", "2", "–"]], ada.Page.QuerySelectorAll("main form tbody tr").Select(row => new[] { row.Children[0].TextContent, row.Children[2].TextContent, row.Children[3].TextContent }));
        await ada.SubmitAsync("form[action='/dunning']");
        Assert.Contains("Letters written: 1", ada.Text, StringComparison.Ordinal);
        Assert.Contains("it is not time for the next letter yet", ada.Text, StringComparison.Ordinal);

        var letter = await desk.App.InDbAsync(db => db.DunningLetters.AsNoTracking().SingleAsync());
        Assert.Equal((0, first.GrossMinor + second.GrossMinor), (letter.Level, letter.OpenMinor));
        Assert.Contains("vielleicht haben Sie die folgenden Rechnungen", await (await ada.Http.GetAsync(new Uri($"/dunning/{letter.Id}/document", UriKind.Relative))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((first.Id, 0), await desk.App.InDbAsync(db => db.Reminders.Select(its => new ValueTuple<Guid, int>(its.InvoiceId, its.Level)).SingleAsync()));
        await ada.VisitAsync($"/deals/{first.DealId}");
        Assert.Contains("reminded the customer of RE-2026-00001 (level 0)", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task O83_levels_follow_each_other_at_their_distance_and_end_with_the_last()
    {
        Pass(60);
        foreach (var (days, level) in new[] { (0, 0), (11, 1), (14, 2), (14, 3) })
        {
            Pass(days);
            Assert.Null(await RemindAsync(first.Id));
            Assert.Equal(level, await desk.App.InDbAsync(db => db.Reminders.Where(its => its.InvoiceId == first.Id).MaxAsync(its => its.Level)));
            Assert.Equal("No letter goes out: {0}.", (await RemindAsync(first.Id))!.Key);
        }

        Pass(60);
        Assert.Equal("the last reminder has been sent", ((Told)(await RemindAsync(first.Id))!.Data[0]!).Key);
        Assert.Equal("It is not overdue.", (await RemindAsync((await desk.BillAsync(order.Id, BillWhat.DownPayment, 10)).Id))!.Key);
    }

    [Theory]
    [InlineData(RemarkKind.Disputed, "disputed", 1)]
    [InlineData(RemarkKind.Instalments, "paid in instalments", 1)]
    [InlineData(RemarkKind.Promised, "payment promised until", 1)]
    [InlineData(RemarkKind.Insolvent, "customer insolvent", 2)]
    public async Task O83_disputed_promised_and_in_instalments_is_left_out_with_its_reason_and_an_insolvent_customer_altogether(RemarkKind kind, string reason, int without)
    {
        Pass(30);
        var ada = await desk.App.SignInAsync();
        await ada.VisitAsync($"/invoices/{first.Id}");
        await ada.SubmitAsync("form[action$='/remarks']", ("kind", kind), ("text", "Called on Monday"), ("until", "2026-04-20"));
        Assert.Contains("Called on Monday", ada.Text, StringComparison.Ordinal);
        await ada.VisitAsync("/dunning");
        Assert.Contains(reason, ada.Text, StringComparison.Ordinal);
        var plan = await PlanAsync();
        Assert.Equal((without, 2 - without), (plan.Without.Count, plan.Letters.Sum(letter => letter.Items.Count)));

        await ada.VisitAsync($"/invoices/{first.Id}");
        await ada.SubmitAsync("form[action$='/end']");
        Assert.Equal(2, Assert.Single((await PlanAsync()).Letters).Items.Count);
        await ada.VisitAsync($"/deals/{first.DealId}");
        Assert.Contains("noted of RE-2026-00001", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task O83_a_letter_goes_by_mail_with_its_document_and_is_not_taken_back()
    {
        var buyer = await desk.App.InDbAsync(db => db.Invoices.Select(its => its.BuyerEmail).FirstAsync());
        Assert.Equal("", buyer);
        var other = await MailedInvoiceAsync("buchhaltung@petry.example");
        Pass(20);
        Assert.Null(await RemindAsync(other.Id));
        var letter = await desk.App.InDbAsync(db => db.DunningLetters.AsNoTracking().SingleAsync());
        Assert.Equal((DunningChannel.Mail, "buchhaltung@petry.example"), (letter.Channel, letter.SentTo));
        var mail = await desk.App.InDbAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(its => its.Id == letter.MailId));
        Assert.StartsWith("Zahlungserinnerung: RE-2026-", mail.Subject, StringComparison.Ordinal);
        Assert.Matches("^2026-.*-0\\.(pdf|html)$", await desk.App.InDbAsync(db => db.MailAttachments.Where(file => file.MailId == mail.Id).Select(file => file.Name).SingleAsync()));

        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(Reminder)).Select(entry => entry.ChangeId).FirstAsync());
        Assert.IsType<UndoResult.ChangedSince>(await desk.DoAsync<UndoChange, UndoResult>(verb => verb.RunAsync(change, _ => true, null)));
    }

    [Fact]
    public async Task O85_interest_and_O87_lump_sum_and_fee_are_data_that_an_administrator_enters()
    {
        Pass(30);
        var ada = await desk.App.SignInAsync();
        await ada.VisitAsync("/settings/dunning");
        await ada.SubmitAsync("form:has([name='days-0'])", ("days-0", "3"), ("fee-0", "2.50"), ("interest-0", "true"), ("lump-0", "true"));
        Assert.Contains("Saved", ada.Text, StringComparison.Ordinal);
        Assert.Equal("No rate of interest is entered for {0}.", Assert.Single((await PlanAsync()).Letters).NoInterest!.Key);
        await ada.VisitAsync("/dunning");
        Assert.Contains("Without interest: No rate of interest is entered for", ada.Text, StringComparison.Ordinal);

        await ada.VisitAsync("/settings/dunning");
        await ada.SubmitAsync("form:has([name='days-0'])", ("rate-country", "DE"), ("rate-percent", "10.27"), ("rate-from", "2026-01-01"), ("rate-source", "Bundesbank"), ("sum-country", "DE"), ("sum-from", "0"), ("sum-amount", "40"), ("sum-currency", "EUR"));
        var letter = Assert.Single((await PlanAsync()).Letters);
        Assert.Equal([Expected(first, 26), Expected(second, 16)], letter.Items.Select(item => item.InterestMinor));
        Assert.Equal((2_50L, 80_00L), (letter.FeeMinor, letter.LumpSums.Sum(sum => sum.AmountMinor)));
        Assert.Equal(letter.OpenMinor + letter.InterestMinor + 82_50, letter.TotalMinor);

        await ada.VisitAsync("/settings/dunning");
        await ada.SubmitAsync("form:has([name='days-0'])", ("days-1", "2"), ("rate-source", ""));
        Assert.Contains("More days than the level before.", ada.Text, StringComparison.Ordinal);
        Assert.Contains("Say where the rate is published.", ada.Text, StringComparison.Ordinal);

        static long Expected(Invoice invoice, int days) => (long)Math.Round(invoice.GrossMinor * 10.27m / 100 * days / 365, 0, MidpointRounding.AwayFromZero);
    }

    [Fact]
    public async Task O88_the_unpaid_list_is_as_of_any_day_with_level_and_promise()
    {
        Pass(20);
        Assert.Null(await RemindAsync(first.Id));
        Assert.Null(await desk.DoAsync<NoteRemark, Told?>(verb => verb.RunAsync(first.Id, RemarkKind.Promised, "", new DateOnly(2026, 4, 10))));
        Pass(4);
        Assert.Null(await desk.DoAsync<NotePayment, Told?>(verb => verb.RunAsync(first.Id, new PaymentDraft((first.GrossMinor / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), Today(), ""))));
        var ada = await desk.App.SignInAsync();
        await ada.VisitAsync("/invoices");
        Assert.DoesNotContain("RE-2026-00001", ada.Text, StringComparison.Ordinal);
        await ada.VisitAsync("/invoices?show=unpaid&day=2026-04-02");
        Assert.Contains("17 days", ada.Text, StringComparison.Ordinal);
        Assert.Contains("Payment reminder", ada.Text, StringComparison.Ordinal);
        Assert.Contains("payment promised until", ada.Text, StringComparison.Ordinal);
        await ada.VisitAsync("/invoices?show=unpaid&day=2026-03-10");
        Assert.Contains("RE-2026-00001", ada.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("RE-2026-00002", ada.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Payment reminder", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_may_bill_reminds_and_only_of_what_he_sees()
    {
        Pass(30);
        await desk.HireAsync("Tom", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SendLetters, int>(verb => verb.RunAsync([]), "tom@nordwerk.example"));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<NoteRemark, Told?>(verb => verb.RunAsync(first.Id, RemarkKind.Disputed, "", null), "tom@nordwerk.example"));
        await desk.HireAsync("Mia", Role.Manager, Visibility.Own);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SaveDunningRules, IReadOnlyDictionary<string, Told>>(verb => verb.RunAsync(new([], [], [])), "mia@nordwerk.example"));

        var key = Assert.Single((await PlanAsync()).Letters).Key;
        Assert.Empty((await desk.DoAsync<PlanDunning, DunningPlan>(verb => verb.RunAsync(Today()), "mia@nordwerk.example")).Letters);
        Assert.Equal(0, await desk.DoAsync<SendLetters, int>(verb => verb.RunAsync([key]), "mia@nordwerk.example"));
        Assert.Equal(1, await desk.DoAsync<SendLetters, int>(verb => verb.RunAsync([key])));
        var letter = await desk.App.InDbAsync(db => db.DunningLetters.Select(its => its.Id).SingleAsync());
        var mia = await desk.SignInAsync("Mia");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await mia.Http.GetAsync(new Uri($"/dunning/{letter}/document", UriKind.Relative))).StatusCode);
    }

    /// <summary>An invoice over the rest, whose buyer has an address for bills.</summary>
    private async Task<Invoice> MailedInvoiceAsync(string email)
    {
        var draft = await desk.DraftAsync(order.Id, BillWhat.DownPayment, 10);
        await desk.App.InDbAsync(db => db.Invoices.Where(its => its.Id == draft.Id).ExecuteUpdateAsync(set => set.SetProperty(its => its.BuyerEmail, email)));
        return await desk.IssueAsync(draft.Id);
    }

    private void Pass(int days) => desk.App.Clock.Now = desk.App.Clock.Now.AddDays(days);

    private DateOnly Today() => DateOnly.FromDateTime(desk.App.Clock.Now);

    private Task<DunningPlan> PlanAsync() => desk.DoAsync<PlanDunning, DunningPlan>(verb => verb.RunAsync(Today()));

    private Task<Told?> RemindAsync(Guid invoice) => desk.DoAsync<SendLetters, Told?>(verb => verb.ForInvoiceAsync(invoice));
}
