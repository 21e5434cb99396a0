using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;

namespace Trichter.Tests.Customers.Consent;

/// <summary>Rules of the consent check that the named cases do not show, each by its number.</summary>
public sealed class ConsentRulesTests
{
    private static DateTime Now => Situation.Now;

    [Fact]
    public void R1_consent_for_one_purpose_says_nothing_about_another()
    {
        var confirmed = Situation.Consumer("DE").Confirmed(Purpose.Newsletter, 3);

        Assert.Equal("R24", confirmed.For(Purpose.Event, ContactChannel.Email).Judge().Rule);
        Assert.IsType<ConsentAnswer.Allow>(confirmed.For(Purpose.Newsletter, ContactChannel.Email).Judge());
    }

    [Fact]
    public void R2_of_two_events_at_the_same_instant_the_withdrawal_wins()
    {
        var both = Situation.Consumer("DE")
            .With(ConsentAction.Withdrawn, Purpose.Newsletter, ContactChannel.Email, ConsentProof.OneClick, Now.AddDays(-1))
            .With(ConsentAction.Confirmed, Purpose.Newsletter, ContactChannel.Email, ConsentProof.MailLink, Now.AddDays(-1));

        Assert.Equal(ConsentState.Withdrawn, both.Facts.StateOf(Purpose.Newsletter, ContactChannel.Email));
    }

    [Fact]
    public void R3_an_opt_in_that_others_claim_allows_nothing()
    {
        var claimed = Situation.Consumer("DE").With(ConsentAction.Claimed, Purpose.Newsletter, ContactChannel.Email, ConsentProof.Import, Now.AddDays(-1));
        var unproven = Situation.Consumer("DE").With(ConsentAction.Confirmed, Purpose.Newsletter, ContactChannel.Email, ConsentProof.MailLink, Now.AddDays(-1), hasWording: false);

        Assert.Equal("R24", claimed.Judge().Rule);
        Assert.Equal(ConsentState.Claimed, unproven.Facts.StateOf(Purpose.Newsletter, ContactChannel.Email));
    }

    [Fact]
    public void R5_a_number_is_proven_by_a_code_or_paper_and_a_mailbox_by_its_link()
    {
        Assert.IsType<ConsentAnswer.Allow>(Situation.Consumer("DE").Confirmed(Purpose.Outreach, 1, ContactChannel.Phone, ConsentProof.PhoneCode).For(Purpose.Outreach, ContactChannel.Phone).Judge());
        Assert.Equal("R5", Situation.Consumer("DE").Confirmed(Purpose.Outreach, 1, ContactChannel.Phone).For(Purpose.Outreach, ContactChannel.Phone).Judge().Rule);
    }

    [Fact]
    public void R7_consent_that_nobody_used_for_two_years_has_expired_and_a_used_one_has_not()
    {
        var old = Situation.Consumer("DE").Confirmed(Purpose.Newsletter, 25);

        Assert.Equal("R24", old.Judge().Rule);
        Assert.IsType<ConsentAnswer.Allow>(old.Reached(ContactChannel.Email, 60).Judge());
    }

    [Fact]
    public void R8_R20_nobody_writes_to_children_to_the_dead_or_to_those_whose_data_are_restricted()
    {
        var confirmed = Situation.Consumer("DE").Confirmed(Purpose.Newsletter, 3);

        Assert.All(
            [
                confirmed.Knowing(facts => facts with { BornOn = facts.Today.AddYears(-16).AddDays(1) }),
                confirmed.Knowing(facts => facts with { IsDeceased = true }),
                confirmed.Knowing(facts => facts with { IsRestricted = true }),
                confirmed.Knowing(facts => facts with { IsErased = true }),
            ],
            situation => Assert.Equal("R20", situation.Judge().Rule));
        Assert.IsType<ConsentAnswer.Allow>(confirmed.Knowing(facts => facts with { BornOn = facts.Today.AddYears(-16) }).Judge());
    }

    [Fact]
    public void R26_a_mail_without_a_way_out_goes_to_nobody()
    {
        var confirmed = Situation.Consumer("DE").Confirmed(Purpose.Newsletter, 3);

        Assert.Equal("R26", confirmed.Planning(plan => plan with { Template = new() { HasOptOut = false } }).Judge().Rule);
        Assert.Equal("R26", confirmed.Planning(plan => plan with { Template = new() { HasImprint = false } }).Judge().Rule);
    }

    [Fact]
    public void R27_one_call_a_day_three_a_week_and_ten_in_a_campaign()
    {
        var campaign = Guid.CreateVersion7();
        var lawful = Situation.Consumer("DE").Confirmed(Purpose.Outreach, 1, ContactChannel.Phone, ConsentProof.PhoneCode).For(Purpose.Outreach, ContactChannel.Phone).Planning(plan => plan with { Campaign = campaign });

        var calledToday = Assert.IsType<ConsentAnswer.Wait>(lawful.Reached(ContactChannel.Phone, 0.01).Judge());
        Assert.Equal(new DateTime(2026, 11, 27, 8, 0, 0, DateTimeKind.Utc), calledToday.Until);
        Assert.Equal(Now.AddDays(1), Assert.IsType<ConsentAnswer.Wait>(lawful.Reached(ContactChannel.Phone, 1.5, 3, 6).Judge()).Until);
        Assert.IsType<ConsentAnswer.Allow>(lawful.Reached(ContactChannel.Phone, 1.5, 3, 8).Judge());
        Assert.IsType<ConsentAnswer.Deny>(lawful.Knowing(facts => facts with { Past = [.. Enumerable.Range(10, 10).Select(days => new PastContact(Now.AddDays(-days), ContactChannel.Phone, true, campaign))] }).Judge());
    }

    [Fact]
    public void R28_businesses_are_called_until_six_and_consumers_until_eight_and_on_saturdays()
    {
        var consumer = Situation.Consumer("DE").Confirmed(Purpose.Outreach, 1, ContactChannel.Phone, ConsentProof.PhoneCode).Knowing(facts => facts with { Region = "DE-HB" }).For(Purpose.Outreach, ContactChannel.Phone);
        var business = consumer.Knowing(facts => facts with { Kind = PersonKind.Business });
        var (thursdayAtSeven, saturday) = (new DateTime(2026, 11, 26, 18, 0, 0, DateTimeKind.Utc), new DateTime(2026, 11, 28, 10, 0, 0, DateTimeKind.Utc));

        Assert.IsType<ConsentAnswer.Allow>(consumer.At(thursdayAtSeven).Judge());
        Assert.Equal(new DateTime(2026, 11, 27, 8, 0, 0, DateTimeKind.Utc), Assert.IsType<ConsentAnswer.Wait>(business.At(thursdayAtSeven).Judge()).Until);
        Assert.IsType<ConsentAnswer.Allow>(consumer.At(saturday).Judge());
        Assert.Equal(new DateTime(2026, 11, 30, 8, 0, 0, DateTimeKind.Utc), Assert.IsType<ConsentAnswer.Wait>(business.At(saturday).Judge()).Until);
    }

    [Fact]
    public void R31_the_facts_for_a_call_must_be_concrete_fresh_and_confirmed()
    {
        Assert.Equal("R31", Assert.IsType<ConsentAnswer.Deny>(Call(Situation.Business("DE").ToldUs("Fits their trade", 5)).Judge()).Rule);
        Assert.Equal("R31", Assert.IsType<ConsentAnswer.Deny>(Call(Situation.Business("DE").ToldUs("Asked to be called about P1 for the second line", 200)).Judge()).Rule);
        Assert.Equal("R24", Assert.IsType<ConsentAnswer.Deny>(Call(Situation.Business("PL").ToldUs("Asked to be called about P1 for the second line", 5)).Judge()).Rule);
        Assert.IsType<ConsentAnswer.Allow>(Call(Situation.Business("DE").ToldUs("Asked to be called about P1 for the second line", 5)).Planning(plan => plan with { IsPresumptionConfirmed = true }).Judge());

        static Situation Call(Situation situation) => situation.For(Purpose.Outreach, ContactChannel.Phone);
    }

    [Fact]
    public void R34_a_wrong_address_is_closed_at_once_and_a_full_mailbox_after_five_times_in_a_fortnight()
    {
        var (wrong, full) = (new PointHealth { PointKey = "a" }, new PointHealth { PointKey = "b" });
        wrong.Bounced(BounceKind.Permanent, "5.1.1", Now);
        for (var day = 20; day > 0; day -= 5) full.Bounced(BounceKind.Temporary, "4.2.2", Now.AddDays(-day));
        Assert.Null(full.HoldUntil);
        for (var hour = 3; hour > 0; hour--) full.Bounced(BounceKind.Temporary, "4.2.2", Now.AddHours(-hour));

        Assert.True(wrong.IsInvalid);
        Assert.Equal(Now.AddHours(-1).AddDays(7), full.HoldUntil);
        Assert.Equal(Now.AddDays(3), Assert.IsType<ConsentAnswer.Wait>(Situation.Consumer("DE").Confirmed(Purpose.Newsletter, 1).Knowing(facts => facts with { HoldUntil = Now.AddDays(3) }).Judge()).Until);
    }

    [Fact]
    public void R35_only_a_new_act_of_the_person_opens_what_they_closed()
    {
        var closed = Situation.Consumer("DE").Confirmed(Purpose.Newsletter, 3).Suppressed(SuppressionReason.Objected, Now.AddMonths(-2));

        Assert.Equal("R23", closed.Judge().Rule);
        Assert.Equal("R23", closed.With(ConsentAction.Confirmed, Purpose.Newsletter, ContactChannel.Email, ConsentProof.Import, Now.AddMonths(-1)).Judge().Rule);
        Assert.IsType<ConsentAnswer.Allow>(closed.Confirmed(Purpose.Newsletter, 1).Judge());
    }

    [Fact]
    public void R83_a_bought_address_is_out_of_use_the_day_after_its_licence()
    {
        var bought = Situation.Business("DE").Knowing(facts => facts with { Origin = DataOrigin.Bought, CollectedOn = facts.Today.AddDays(-9), LicensedUntil = facts.Today }).For(Purpose.ProductNews, ContactChannel.Post)
            .Planning(plan => plan with { Template = new() { HasInformation = true } });

        Assert.IsType<ConsentAnswer.Allow>(bought.Judge());
        Assert.Equal("R83", bought.At(Now.AddDays(1)).Judge().Rule);
    }

    [Fact]
    public void R33_in_Poland_a_published_address_is_no_consent_and_being_a_customer_neither()
    {
        var found = Situation.Business("PL").Knowing(facts => facts with { Origin = DataOrigin.Public, IsBalanced = true });

        Assert.Equal("R24", found.Judge().Rule);
        Assert.Equal("R30", found.Bought("pumps").Noticed().For(Purpose.ProductNews, ContactChannel.Email).Planning(plan => plan with { Goods = ["pumps"] }).Judge().Rule);
        Assert.IsType<ConsentAnswer.Allow>(found.Knowing(facts => facts with { InformedAt = facts.Now }).Confirmed(Purpose.Newsletter, 1).Judge());
    }

    [Fact]
    public void R39_what_they_asked_for_is_answered_about_that_alone_and_not_for_ever()
    {
        var asked = Situation.Consumer("PL").Asked(Now.AddDays(-40), Now.AddDays(1)).For(Purpose.Outreach, ContactChannel.Email).Planning(plan => plan with { About = Situation.Quote });

        Assert.IsType<ConsentAnswer.Allow>(asked.Judge());
        Assert.IsType<ConsentAnswer.Deny>(asked.Planning(plan => plan with { About = Guid.CreateVersion7() }).Judge());
        Assert.IsType<ConsentAnswer.Deny>(asked.At(Now.AddDays(2)).Judge());
    }

    [Fact]
    public void R81_bought_is_not_agreed_letters_may_go_and_mails_never()
    {
        var bought = Situation.Business("DE").Knowing(facts => facts with { Origin = DataOrigin.Bought, InformedAt = facts.Now, LicensedUntil = facts.Today });

        Assert.IsType<ConsentAnswer.Allow>(bought.For(Purpose.ProductNews, ContactChannel.Post).Judge());
        Assert.Equal("R31", bought.For(Purpose.Outreach, ContactChannel.Phone).Judge().Rule);
        Assert.Equal("R24", bought.For(Purpose.ProductNews, ContactChannel.Email).Judge().Rule);
    }

    [Fact]
    public void R84_what_was_collected_in_public_needs_a_written_weighing_of_interests()
    {
        var found = Situation.Business("DE").Knowing(facts => facts with { Origin = DataOrigin.Public, CollectedOn = facts.Today.AddDays(-9) }).For(Purpose.ProductNews, ContactChannel.Post)
            .Planning(plan => plan with { Template = new() { HasInformation = true } });

        Assert.Equal("R84", found.Judge().Rule);
        Assert.IsType<ConsentAnswer.Allow>(found.Knowing(facts => facts with { IsBalanced = true }).Judge());
    }

    [Fact]
    public void A_country_that_is_not_known_counts_as_the_stricter_one()
    {
        var customer = Situation.Business("").Bought("pumps").Noticed().For(Purpose.ProductNews, ContactChannel.Email).Planning(plan => plan with { Goods = ["pumps"] });

        Assert.Equal("R24", Assert.IsType<ConsentAnswer.Deny>(customer.Judge()).Rule);
    }

    [Fact]
    public void A_number_is_one_contact_point_in_whatever_form_it_is_written()
    {
        string[] same = ["+49 (381) 1234-5", "0049 381 12345", "0381/12345"];

        Assert.All(same, number => Assert.Equal("4938112345", ContactPoint.Of(ContactChannel.Phone, number, "DE").Value));
        Assert.Equal("48601234567", ContactPoint.Of(ContactChannel.Phone, "601 234 567", "PL").Value);
        Assert.Equal("j…@petry.example", ContactPoint.Of(ContactChannel.Email, "Jan@Petry.example").Masked);
    }
}
