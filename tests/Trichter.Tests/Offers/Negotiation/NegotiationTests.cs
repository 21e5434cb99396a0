using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Today;
using Trichter.Deals;
using Trichter.Deals.Commitments;
using Trichter.Offers.Negotiation;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;
using Trichter.Timeline;

namespace Trichter.Tests.Offers.Negotiation;

/// <summary>A negotiation has a ledger: who asks for what, what is given for it, what it costs, and what comes back.</summary>
public sealed class NegotiationTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.HireAsync("Tom", Role.Seller);
        petry = await desk.PrepareQuotesAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_concession_names_the_wish_it_answers_and_what_comes_back_or_it_is_counted()
    {
        await desk.Browser.VisitAsync(Address);
        await desk.Browser.SubmitAsync("#ask-theirs", ("subject", "Five percent off"), ("importance", "4"));
        await desk.Browser.SubmitAsync("#ask-ours", ("subject", "Order this month"), ("importance", "5"));
        var support = await KindAsync("Longer support", kind => kind.UnitCost = 120);
        var (theirs, ours) = await desk.App.InDbAsync(async db => (
            await db.Asks.Where(ask => ask.Side == CommitmentSide.Customer).Select(ask => ask.Id).SingleAsync(), await db.Asks.Where(ask => ask.Side == CommitmentSide.Us).Select(ask => ask.Id).SingleAsync()));

        await desk.Browser.SubmitAsync("#give", ("kind", support), ("amount", "6"), ("ask", theirs));
        Assert.Contains("for: Five percent off · nothing in return", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("costs us 720 €", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("1 given without anything in return", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.VisitAsync(Address);
        await desk.Browser.SubmitAsync("#give", ("kind", support), ("amount", "2"), ("ask", theirs), ("inReturn", ours));
        await desk.Browser.SubmitAsync("#give", ("kind", support), ("amount", "1"), ("goodwill", "true"));
        var picture = await desk.App.InDbAsync(db => db.NegotiationOfAsync(petry.Id));
        Assert.Equal((3, 1, 108_000L), (picture.Given.Count(), picture.Unpaired, picture.CostMinor));

        await desk.Browser.VisitAsync(Address);
        await desk.Browser.PressAsync($"form[action$='/asks/{ours}']", "state", "Met");
        Assert.Equal(1, (await desk.App.InDbAsync(db => db.NegotiationOfAsync(petry.Id))).Got);
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("settled what we asked for, met: Order this month", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConcessionMeasure.Percent, 3, 104_377L)]
    [InlineData(ConcessionMeasure.PaymentDays, 30, 27_219L)]
    [InlineData(ConcessionMeasure.Freight, 1, 4_900L)]
    [InlineData(ConcessionMeasure.FreeItem, 2, 24_000L)]
    [InlineData(ConcessionMeasure.Months, 2, 20_000L)]
    public void What_a_concession_costs_follows_from_what_is_on_the_table(ConcessionMeasure measure, int amount, long cost)
    {
        var basis = new ConcessionCost(NetMinor: 3_479_235, GrossMinor: 4_139_490, FreightMinor: 4_900, ItemCost: 120);
        var kind = new ConcessionKind { Name = Localized.Same("it"), Measure = measure, AnnualRate = 8, UnitCost = measure == ConcessionMeasure.Months ? 100 : null };
        Assert.Equal(cost, basis.Of(kind, amount));
    }

    [Fact]
    public void What_is_not_known_costs_nobody_knows_what()
    {
        var basis = new ConcessionCost(100_00, 119_00, 0, null);
        foreach (var measure in new[] { ConcessionMeasure.FreeItem, ConcessionMeasure.PaymentDays, ConcessionMeasure.Freight, ConcessionMeasure.Months })
            Assert.Null(basis.Of(new ConcessionKind { Name = Localized.Same("it"), Measure = measure }, 1));
    }

    [Fact]
    public async Task A_seller_gives_within_their_limit_and_the_owner_of_the_business_more()
    {
        var discount = await KindAsync("Discount", kind => (kind.SellerLimit, kind.ManagerLimit) = (3, 8));
        var deal = await desk.EnterAsync("One excavator", email: "tom@nordwerk.example");
        Task<Told?> GiveAsync(decimal amount, string? email) => desk.DoAsync<GiveConcession, Told?>(verb => verb.OfferAsync(deal.Id, new ConcessionDraft(discount, amount, null, null, true, "")), email ?? App.OwnerEmail);

        Assert.Equal("Your role gives at most {0} of it. Ask somebody who may give more.", (await GiveAsync(4, "tom@nordwerk.example"))?.Key);
        Assert.Null(await GiveAsync(3, "tom@nordwerk.example"));
        Assert.Null(await GiveAsync(20, null));
        Assert.Equal("At most {0} percent.", (await GiveAsync(101, null))?.Key);
        Assert.Equal("Say how much, as a number above 0.", (await GiveAsync(0, null))?.Key);
    }

    [Fact]
    public async Task What_has_ended_or_belongs_to_another_deal_is_not_given()
    {
        var training = await KindAsync("Training", kind => kind.Until = new DateOnly(2026, 2, 28));
        Assert.Equal("This is not given any more.", (await desk.DoAsync<GiveConcession, Told?>(verb => verb.OfferAsync(petry.Id, new ConcessionDraft(training, 1, null, null, true, ""))))?.Key);

        var other = await desk.EnterAsync("Another");
        await desk.DoAsync<Negotiate, Told?>(verb => verb.AskAsync(other.Id, CommitmentSide.Customer, "Free fuel", 3));
        var ask = await desk.App.InDbAsync(db => db.Asks.Select(its => its.Id).SingleAsync());
        var support = await KindAsync("Longer support", _ => { });
        Assert.Equal("This is not what the customer asked for.", (await desk.DoAsync<GiveConcession, Told?>(verb => verb.OfferAsync(petry.Id, new ConcessionDraft(support, 1, ask, null, false, ""))))?.Key);
    }

    [Fact]
    public async Task The_page_says_where_the_list_price_went()
    {
        var quote = await desk.QuoteAsync(petry.Id);
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "2", "", "Normal"), ("SERVICE", "", "10", "100", "Normal")], ("discount", "2"));
        var leakage = (await desk.App.InDbAsync(db => db.NegotiationOfAsync(petry.Id))).Leakage!;
        Assert.Equal((33_118_000L, 18_000L, 0L, 662_000L, 0L), (leakage.ListMinor, leakage.ByPrice, leakage.ByLine, leakage.ByWhole, leakage.ByFree));

        await desk.Browser.VisitAsync(Address);
        Assert.Contains("lower prices 180 € · discount on the whole 6,620 €", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("2 of 2 lines have a list price", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_on_a_condition_is_a_commitment_that_becomes_a_task_once_the_condition_is_met()
    {
        await desk.Browser.VisitAsync(Address);
        await desk.Browser.SubmitAsync("#close", ("answer", "YesIf"), ("words", "the leasing costs at most 2.9 %"));
        var commitment = await desk.App.InDbAsync(db => db.Commitments.SingleAsync());
        Assert.Equal((CommitmentSide.Customer, true, "the leasing costs at most 2.9 %", false), (commitment.By, commitment.Verbal, commitment.Condition, commitment.Holds));

        await desk.DoAsync<SettleCommitment, bool>(verb => verb.RunAsync(petry.Id, commitment.Id, CommitmentState.Given, conditionMet: true));
        await desk.App.WithAsync<TimelineDelivery, bool>(async delivery =>
        {
            await delivery.DeliverPendingAsync();
            return true;
        });
        var task = await desk.App.InDbAsync(db => db.Activities.SingleAsync(activity => activity.Type == Trichter.Activities.ActivityType.Task));
        Assert.Equal("The condition “the leasing costs at most 2.9 %” is met: Two excavators", task.Text);
        Assert.True(task.IsPlanned);
    }

    [Fact]
    public async Task What_was_promised_by_word_of_mouth_wants_a_confirming_mail_after_a_week()
    {
        var deal = await desk.EnterAsync("One excavator", email: "tom@nordwerk.example");
        await desk.DoAsync<Negotiate, Told?>(verb => verb.CloseAsync(deal.Id, new DateOnly(2026, 3, 2), ClosingAnswer.Yes, ""), "tom@nordwerk.example");
        var tom = await desk.SignInAsync("Tom");
        await tom.VisitAsync("/today");
        Assert.DoesNotContain("promised by word of mouth only", tom.Text, StringComparison.Ordinal);

        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(7);
        var commitment = await desk.App.InDbAsync(db => db.Commitments.Select(its => its.Id).SingleAsync());
        await tom.VisitAsync($"/today?at={nameof(QueueKind.Other).ToLowerInvariant()}-{commitment}");
        Assert.Contains("promised by word of mouth only, on 02/03/2026: confirm it by mail", tom.Text, StringComparison.Ordinal);
        Assert.StartsWith("mailto:", tom.Page.QuerySelector("a[href^='mailto:']")?.GetAttribute("href"), StringComparison.Ordinal);
        await tom.SubmitAsync("form[action*='/in-writing/']");
        Assert.DoesNotContain("promised by word of mouth only", tom.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Having_asked_for_the_decision_is_evidence()
    {
        await desk.DemandAsync("closing-asked");
        var deal = await desk.EnterAsync("One excavator");
        Assert.False(await desk.IsPassedAsync(deal.Id));

        await desk.DoAsync<Negotiate, Told?>(verb => verb.CloseAsync(deal.Id, new DateOnly(2026, 3, 2), ClosingAnswer.NotYet, "The board meets on Friday"));
        Assert.True(await desk.IsPassedAsync(deal.Id));
    }

    [Fact]
    public async Task Settled_wishes_are_evidence()
    {
        await desk.DemandAsync("asks-settled");
        var deal = await desk.EnterAsync("One excavator");
        Assert.True(await desk.IsPassedAsync(deal.Id));

        await desk.DoAsync<Negotiate, Told?>(verb => verb.AskAsync(deal.Id, CommitmentSide.Customer, "Free fuel", 3));
        Assert.False(await desk.IsPassedAsync(deal.Id));

        var ask = await desk.App.InDbAsync(db => db.Asks.Select(its => its.Id).SingleAsync());
        await desk.DoAsync<Negotiate, Told?>(verb => verb.SettleAsync(deal.Id, ask, AskState.Dropped));
        Assert.True(await desk.IsPassedAsync(deal.Id));
    }

    [Fact]
    public async Task The_sheet_for_the_talk_says_what_to_want_what_to_give_and_what_this_customer_got_before()
    {
        var support = await KindAsync("Longer support", _ => { });
        var earlier = await desk.EnterAsync("Last year's loader", "Straßenbau Petry AG");
        await desk.DoAsync<GiveConcession, Told?>(verb => verb.OfferAsync(earlier.Id, new ConcessionDraft(support, 12, null, null, true, "")));
        var given = await desk.App.InDbAsync(db => db.Concessions.Select(its => its.Id).SingleAsync());
        await desk.DoAsync<GiveConcession, Told?>(verb => verb.SettleAsync(earlier.Id, given, ConcessionState.Agreed));

        await desk.Browser.VisitAsync(Address);
        await desk.Browser.SubmitAsync("form[action$='/plan']", ("strategy", "Firm"), ("target", "Both machines at list price"), ("limit", "Below 4 % margin"));
        await desk.Browser.VisitAsync(Address + "/sheet");
        foreach (var words in new[] { "firm: price and terms stand", "Both machines at list price", "Below 4 % margin", "Longer support 12", "Last year's loader" })
            Assert.Contains(words, desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rounds_name_only_quotes_of_their_deal_and_days_that_have_been()
    {
        RoundDraft Round(DateOnly? held, Guid? before = null) => new(held, RoundChannel.Phone, "Frau Petry", "She wants five percent", before, null, new DateOnly(2026, 3, 9));
        Assert.Equal("Say when you talked.", (await desk.DoAsync<Negotiate, Told?>(verb => verb.RoundAsync(petry.Id, Round(null))))?.Key);
        Assert.Equal("A round that is still to come is an appointment: plan it.", (await desk.DoAsync<Negotiate, Told?>(verb => verb.RoundAsync(petry.Id, Round(new DateOnly(2026, 3, 3)))))?.Key);
        Assert.Equal("This is not a quote of the deal.", (await desk.DoAsync<Negotiate, Told?>(verb => verb.RoundAsync(petry.Id, Round(new DateOnly(2026, 3, 2), Guid.NewGuid()))))?.Key);
        Assert.Null(await desk.DoAsync<Negotiate, Told?>(verb => verb.RoundAsync(petry.Id, Round(new DateOnly(2026, 3, 2)))));

        await desk.Browser.VisitAsync(Address);
        Assert.Contains("again on 09/03/2026", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("negotiated, round 1 (phone) on 02/03/2026", desk.Browser.Text, StringComparison.Ordinal);
    }

    private string Address => $"/deals/{petry.Id}/negotiation";

    private async Task<Guid> KindAsync(string name, Action<ConcessionKind> change)
    {
        var kinds = await desk.App.InDbAsync(db => db.ConcessionKinds.AsNoTracking().ToListAsync());
        var id = kinds.Single(kind => kind.Name.In("en") == name).Id;
        await desk.App.InDbAsync(async db =>
        {
            change(await db.ConcessionKinds.SingleAsync(kind => kind.Id == id));
            return await db.SaveChangesAsync();
        });
        return id;
    }
}
