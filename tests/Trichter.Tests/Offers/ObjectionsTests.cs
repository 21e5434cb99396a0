using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Offers.Competitors;
using Trichter.Offers.Objections;
using Trichter.Offers.Objections.Edit;
using Trichter.Offers.Proofs;
using Trichter.Platform.Language;
using Trichter.Process.Edit;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Offers;

/// <summary>What customers doubt is noted in their words, answered from a catalogue and with proofs, and what works is counted.</summary>
public sealed class ObjectionsTests : IAsyncLifetime
{
    private const string Tom = "tom@nordwerk.example";

    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.DemandAsync("objections-answered");
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        petry = await desk.EnterAsync("Two excavators");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task An_objection_is_noted_as_a_good_sign_and_answered_with_a_proof()
    {
        var proof = await ProveAsync("Kieswerk Lüders: 14 % less downtime", ProofUse.Allowed);
        Assert.True(await desk.IsPassedAsync(petry.Id));
        await NoteOnPageAsync("price-too-high", "That is too much for two machines");
        Assert.Contains("A good sign: who objects is interested.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Whose price do they compare with?", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("heard an objection, a sign of interest: The price is too high", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await desk.ReadAsync(petry.Id)).OpenObstacles);
        Assert.False(await desk.IsPassedAsync(petry.Id));

        await desk.Browser.SubmitAsync("form[action$='/answer']", ("answer", "cost-over-time"), ("proof", proof.Id), ("result", "Resolved"));

        var (objection, reply) = (Assert.Single(await AllAsync()), Assert.Single(await RepliesAsync()));
        Assert.Equal((ObjectionState.Resolved, desk.App.Clock.Now), (objection.State, objection.AnsweredAt));
        Assert.Equal(("cost-over-time", AnswerTone.Rational, proof.Id), (reply.AnswerKey, reply.Tone, reply.ProofId));
        Assert.StartsWith("Compare what it costs over its whole life", reply.Text, StringComparison.Ordinal);
        Assert.Contains("with the proof Kieswerk Lüders: 14 % less downtime: resolved", desk.Browser.Text, StringComparison.Ordinal);
        Assert.True(await desk.IsPassedAsync(petry.Id));
    }

    [Fact]
    public async Task An_objection_that_came_up_again_holds_the_deal_back_again()
    {
        await NoteAsync("no-time");
        await AnswerAsync("", "Let us talk for a quarter of an hour", ObjectionState.Accepted);
        Assert.True(await desk.IsPassedAsync(petry.Id));
        Assert.NotNull(await desk.DoAsync<AnswerObjection, Told?>(verb => verb.RunAsync(petry.Id, IdOfFirst(), new ReplyDraft("", AnswerTone.Rational, "Once more", null, ObjectionState.Resolved))));

        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        await desk.Browser.SubmitAsync("form[action$='/again']");

        Assert.True(Assert.Single(await AllAsync()).IsOpen);
        Assert.False(await desk.IsPassedAsync(petry.Id));
    }

    [Theory]
    [InlineData(ProofUse.NotAllowed, null, "The customer has not allowed it.")]
    [InlineData(ProofUse.Internal, null, "It is for us only, not for customers.")]
    [InlineData(ProofUse.Allowed, "2026-03-01", "The permission ended on 01/03/2026.")]
    public async Task A_proof_that_may_not_be_used_is_not_offered_and_says_why(ProofUse use, string? until, string why)
    {
        var proof = await ProveAsync("Lüders", use, until);
        await desk.DoAsync<EditObjections, ObjectionKindResult>(async verb =>
        {
            var form = ObjectionKindForm.Of(await KindAsync("no-trust"));
            form.Proofs = [proof.Id];
            return await verb.SaveAsync("no-trust", form);
        });
        await NoteOnPageAsync("no-trust", "We have never heard of you");

        Assert.Empty(desk.Browser.Page.QuerySelectorAll($"select[name=proof] option[value='{proof.Id}']"));
        Assert.Contains("Lüders: " + why, System.Text.RegularExpressions.Regex.Replace(desk.Browser.Page.QuerySelector("[data-refused]")!.TextContent, @"\s+", " "), StringComparison.Ordinal);
        var fault = await desk.DoAsync<AnswerObjection, Told?>(verb => verb.RunAsync(petry.Id, IdOfFirst(), new ReplyDraft("references", AnswerTone.Rational, "", proof.Id, ObjectionState.Resolved)));
        Assert.NotNull(fault);
        Assert.True(Assert.Single(await AllAsync()).IsOpen);
    }

    [Fact]
    public async Task What_works_is_counted_and_few_cases_say_so()
    {
        for (var i = 0; i < 4; i++)
        {
            await NoteAsync("no-need");
            await AnswerAsync("ask-the-figures", "", i == 0 ? ObjectionState.Lost : ObjectionState.Resolved);
        }

        await desk.Browser.VisitAsync("/settings/objections");
        Assert.Contains("worked in 3 of 4, too few to judge by", TallyOf("no-need"), StringComparison.Ordinal);

        await NoteAsync("no-need");
        await AnswerAsync("ask-the-figures", "", ObjectionState.Open);
        await desk.Browser.VisitAsync("/settings/objections");
        Assert.Equal("worked in 3 of 5", TallyOf("no-need"));
    }

    [Fact]
    public async Task A_price_names_the_competitor_and_stands_with_them()
    {
        var rival = Assert.IsType<CompetitorResult.Saved>(await desk.DoAsync<SaveCompetitor, CompetitorResult>(verb => verb.RunAsync(null, new CompetitorDraft("Baltmaschinen", "cheap", "slow service", "Ask for their service times", 0)))).Competitor;
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        await desk.Browser.SubmitAsync($"form[action='/deals/{petry.Id}/objections']", ("kind", (await KindAsync("competitor-cheaper")).Id), ("words", "They want less"), ("competitor", rival.Id), ("price", "330,080.00"), ("source", "their offer"));

        var offer = await desk.App.InDbAsync(db => db.CompetitorOffers.AsNoTracking().SingleAsync());
        Assert.Equal((33_008_000L, "EUR", rival.Id), (offer.PriceMinor, offer.Currency, offer.CompetitorId));
        Assert.Equal(offer.Id, Assert.Single(await AllAsync()).CompetitorOfferId);
        Assert.Contains("Baltmaschinen 330,080 €", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("we are 25 % above", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Ask for their service times", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.SubmitAsync($"form[action='/deals/{petry.Id}/competitors/{offer.Id}/remove']");
        Assert.Null(Assert.Single(await AllAsync()).CompetitorOfferId);
    }

    [Fact]
    public async Task What_does_not_fit_is_said_and_nothing_is_kept()
    {
        Assert.NotNull(await desk.DoAsync<NoteObjection, Told?>(verb => verb.RunAsync(petry.Id, new ObjectionDraft(null, "Words", "", ObjectionWeight.Light, null))));
        var kind = await KindAsync("no-time");
        Assert.NotNull(await desk.DoAsync<NoteObjection, Told?>(verb => verb.RunAsync(petry.Id, new ObjectionDraft(kind.Id, " ", "", ObjectionWeight.Light, null))));
        Assert.NotNull(await desk.DoAsync<NoteObjection, Told?>(verb => verb.RunAsync(petry.Id, new ObjectionDraft(kind.Id, "Words", "", ObjectionWeight.Light, new CompetitorOfferDraft(Guid.NewGuid(), "", "", "", null)))));
        await NoteAsync("no-time");
        Assert.NotNull(await desk.DoAsync<AnswerObjection, Told?>(verb => verb.RunAsync(petry.Id, IdOfFirst(), new ReplyDraft("nothing-such", AnswerTone.Rational, " ", null, ObjectionState.Resolved))));

        Assert.True(Assert.Single(await AllAsync()).IsOpen);
        Assert.Empty(await RepliesAsync());
    }

    [Fact]
    public async Task Undo_takes_an_answer_back_and_an_answered_objection_stays()
    {
        await NoteAsync("no-time");
        var noted = await LastChangeAsync();
        await AnswerAsync("small-step", "", ObjectionState.Resolved);
        var answered = await LastChangeAsync();

        Assert.IsType<UndoResult.ChangedSince>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(noted, _ => true)));
        Assert.IsType<UndoResult.ChangedSince>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(noted, _ => true, new HashSet<string>())));
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(answered, _ => true)));
        Assert.True(Assert.Single(await AllAsync()).IsOpen);
        Assert.Empty(await RepliesAsync());
        Assert.False(await desk.IsPassedAsync(petry.Id));
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(noted, _ => true)));
        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task Sellers_read_the_catalogue_and_managers_word_it()
    {
        await desk.HireAsync("Mia", Role.Manager);
        var (tom, mia) = (await desk.SignInAsync("Tom"), await desk.SignInAsync("Mia"));
        await tom.VisitAsync("/settings/objections");
        Assert.Contains("Compare what it costs over its whole life", tom.Text, StringComparison.Ordinal);
        Assert.Empty(tom.Page.QuerySelectorAll("input[name=name], a[href^='/settings/objections/']"));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<EditObjections, ObjectionKind?>(verb => verb.AddAsync("Mine"), Tom));

        await mia.VisitAsync("/settings/objections");
        await mia.SubmitAsync("form[action='/settings/objections']", ("name", "Too far away"));
        await mia.SubmitAsync("form:has([name='Form.Seen'])", ("Form.Answers[0].Text.De", "Unser Techniker wohnt um die Ecke"), ("Form.Answers[0].Tone", "Emotional"));

        await tom.VisitAsync("/settings/objections");
        Assert.Contains("Unser Techniker wohnt um die Ecke", tom.Text, StringComparison.Ordinal);
        var kind = await KindAsync("too-far-away");
        Assert.Equal(AnswerTone.Emotional, Assert.Single(kind.Answers).Tone);
        Assert.IsType<ObjectionKindResult.ChangedMeanwhile>(await desk.DoAsync<EditObjections, ObjectionKindResult>(verb => verb.SaveAsync(kind.Key, new ObjectionKindForm { Seen = kind.Version + 1, Name = new Words { En = "x" } })));
        await mia.SubmitAsync("form[action='/settings/objections']", ("name", "Nobody says this"));
        await mia.SubmitAsync("form[action$='/retire']");
        Assert.NotNull((await KindAsync("nobody-says-this")).RetiredAt);
    }

    [Fact]
    public async Task A_permission_says_who_gave_it_and_when()
    {
        await desk.Browser.VisitAsync("/settings/proofs/new");
        await desk.Browser.SubmitAsync("form:has([name='Form.Permission'])", ("Form.Name", "Lüders"), ("Form.Text.En", "Saves a day a month"), ("Form.Permission", "Allowed"), ("Form.Company", "Nobody"), ("Form.Link", "javascript:alert(1)"));
        Assert.Contains("Say who of the customer allowed it.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Say when it was allowed.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("No company has this name.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("A link begins with https://.", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.SubmitAsync("form:has([name='Form.Permission'])", ("Form.Company", "Petry"), ("Form.Link", "https://petry.example/"), ("Form.PermittedBy", "Klaus Wulf"), ("Form.PermittedOn", "2026-02-01"));

        var proof = await desk.App.InDbAsync(db => db.ProofPoints.AsNoTracking().SingleAsync());
        Assert.Equal((petry.CompanyId, "Klaus Wulf", new DateOnly(2026, 2, 1)), (proof.CompanyId, proof.PermittedBy, proof.PermittedOn));
        Assert.Null(proof.WhyNot(new DateOnly(2026, 3, 2)));
        Assert.Equal("/settings/proofs", desk.Browser.Address.AbsolutePath);
        Assert.Contains("Saves a day a month", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_and_strangers_change_nothing()
    {
        await NoteAsync("no-time");
        await desk.HireAsync("Rita", Role.Reader);
        var kind = await KindAsync("no-time");

        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<NoteObjection, Told?>(verb => verb.RunAsync(petry.Id, new ObjectionDraft(kind.Id, "Words", "", ObjectionWeight.Light, null)), "rita@nordwerk.example"));
        Assert.NotNull(await desk.DoAsync<NoteObjection, Told?>(verb => verb.RunAsync(petry.Id, new ObjectionDraft(kind.Id, "Words", "", ObjectionWeight.Light, null)), Tom));
        Assert.NotNull(await desk.DoAsync<AnswerObjection, Told?>(verb => verb.RunAsync(petry.Id, IdOfFirst(), new ReplyDraft("", AnswerTone.Rational, "Mine", null, ObjectionState.Resolved)), Tom));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SaveProof, ProofResult>(verb => verb.RunAsync(null, new ProofForm()), Tom));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SaveCompetitor, CompetitorResult>(verb => verb.RunAsync(null, new CompetitorDraft("X", "", "", "", 0)), Tom));
        Assert.True(Assert.Single(await AllAsync()).IsOpen);
    }

    private string TallyOf(string kind) => desk.Browser.Page.QuerySelector($"[data-kind='{kind}'] [data-tally]")!.TextContent;

    private async Task NoteOnPageAsync(string kind, string words)
    {
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        await desk.Browser.SubmitAsync($"form[action='/deals/{petry.Id}/objections']", ("kind", (await KindAsync(kind)).Id), ("words", words));
    }

    private async Task NoteAsync(string key)
    {
        var kind = await KindAsync(key);
        Assert.Null(await desk.DoAsync<NoteObjection, Told?>(verb => verb.RunAsync(petry.Id, new ObjectionDraft(kind.Id, "So they said", "Klaus Wulf", ObjectionWeight.Heavy, null))));
    }

    private async Task AnswerAsync(string answer, string own, ObjectionState result) =>
        Assert.Null(await desk.DoAsync<AnswerObjection, Told?>(verb => verb.RunAsync(petry.Id, IdOfFirst(), new ReplyDraft(answer, AnswerTone.Rational, own, null, result))));

    private async Task<ProofPoint> ProveAsync(string name, ProofUse use, string? until = null) =>
        Assert.IsType<ProofResult.Saved>(await desk.DoAsync<SaveProof, ProofResult>(verb => verb.RunAsync(null, new ProofForm
        {
            Name = name,
            Text = new Words { En = name },
            Permission = use,
            PermittedBy = "Frau Lüders",
            PermittedOn = "2026-01-07",
            ExpiresOn = until,
        }))).Proof;

    /// <summary>Of the newest that is open.</summary>
    private Guid IdOfFirst() => desk.App.InDbAsync(db => db.Objections.OrderBy(its => its.State == ObjectionState.Open ? 0 : 1).ThenByDescending(its => its.Id).Select(its => its.Id).FirstAsync()).GetAwaiter().GetResult();

    private Task<ObjectionKind> KindAsync(string key) => desk.App.InDbAsync(db => db.ObjectionKinds.AsNoTracking().SingleAsync(its => its.Key == key));

    private Task<List<Objection>> AllAsync() => desk.App.InDbAsync(db => db.Objections.AsNoTracking().ToListAsync());

    private Task<List<ObjectionReply>> RepliesAsync() => desk.App.InDbAsync(db => db.ObjectionReplies.AsNoTracking().ToListAsync());

    private Task<Guid> LastChangeAsync() => desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Select(change => change.Id).FirstAsync());
}
