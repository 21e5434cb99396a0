using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Deals;
using Trichter.Offers.Contracts;
using Trichter.Offers.Contracts.Edit;
using Trichter.Offers.Contracts.Sign;
using Trichter.Offers.Quotes;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Offers;

/// <summary>A sale is a contract that both sides have signed: the same content, with nothing missing.</summary>
public sealed class ContractTests : IAsyncLifetime
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
    public async Task Without_a_quote_that_went_out_there_is_nothing_to_sign()
    {
        Assert.Equal("A contract is about a quote that was sent. Send one first.",
            Assert.IsType<ContractStart.Faulty>(await desk.DoAsync<StartContract, ContractStart>(verb => verb.RunAsync(petry.Id))).Why.Key);
    }

    [Fact]
    public async Task It_is_signed_when_all_of_both_sides_have_signed_the_same_content_and_counts_from_the_last_signature()
    {
        await desk.DemandAsync("contract-signed");
        petry = await desk.EnterAsync("One excavator", "Straßenbau Petry AG");
        var contract = await ContractAsync();
        await FillAsync(contract, text: "Delivery in calendar week 12.");
        var (theirs, ours) = await SentAsync(contract);
        Assert.False(await desk.IsPassedAsync(petry.Id));

        var customer = desk.App.OpenBrowser();
        await customer.VisitAsync($"/contract/{theirs}");
        Assert.Contains("Vertrag VT-2026-00001", customer.Text, StringComparison.Ordinal);
        Assert.Contains("Delivery in calendar week 12.", customer.Text, StringComparison.Ordinal);
        Assert.Empty(await desk.App.InDbAsync(db => db.ContractSignatures.ToListAsync()));
        await customer.SubmitAsync("form:has(input[name='may-sign'])", ("name", "Andrea Petry"), ("role", "Vorstand"), ("may-sign", "yes"), ("drawing", "M1 1L20 20"));
        Assert.Contains("Unterschrieben von Andrea Petry", customer.Text, StringComparison.Ordinal);
        Assert.Equal(ContractState.Out, await StateAsync(contract));

        desk.App.Clock.Now = desk.App.Clock.Now.AddHours(3);
        var jana = desk.App.OpenBrowser();
        await jana.VisitAsync($"/contract/{ours}");
        await jana.SubmitAsync("form:has(input[name='may-sign'])", ("name", "Ada"), ("role", "CEO"), ("may-sign", "yes"));

        var (state, signed, hash, kept) = await desk.App.InDbAsync(async db =>
        {
            var its = await db.Contracts.SingleAsync(one => one.Id == contract);
            return (its.State, its.SignedAt, its.Hash, await db.ContractsKept.SingleAsync());
        });
        Assert.Equal((ContractState.Complete, desk.App.Clock.Now, kept.Hash), (state, signed!.Value, hash));
        var signatures = await desk.App.InDbAsync(db => db.ContractSignatures.AsNoTracking().OrderBy(its => its.SignedAt).ToListAsync());
        Assert.All(signatures, its => Assert.Equal(hash, its.Hash));
        Assert.Equal(("Andrea Petry", "M1 1L20 20", "de"), (signatures[0].Name, signatures[0].Drawing, signatures[0].Language));
        Assert.True(await desk.IsPassedAsync(petry.Id));

        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("The contract VT-2026-00001 is signed by both sides", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_be_void_stops_it_and_leads_to_where_it_is_put_right()
    {
        var contract = await ContractAsync();
        await FillAsync(contract, text: "From {{start}}", signers: [new SignerRow { Side = CommitmentSide.Us, Name = "Ada" }], annexes: [new AnnexRow { Name = "General terms" }]);
        await desk.Browser.VisitAsync($"/contracts/{contract}");
        foreach (var words in new[] { "Nobody signs for the customer.", "The e-mail address of Ada is missing.", "The annex General terms is missing.", "A placeholder such as {{…}} is still in the text." })
            Assert.Contains(words, desk.Browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Send it to be signed", desk.Browser.Text, StringComparison.Ordinal);
        Assert.IsType<ContractSend.Stopped>(await desk.DoAsync<SendContract, ContractSend>(verb => verb.RunAsync(contract)));

        await desk.DoAsync<AttachFile, Told?>(verb => verb.RunAsync(petry.Id, "terms.pdf", "application/pdf", [1, 2, 3]));
        var file = await desk.App.InDbAsync(db => db.Attachments.Select(its => its.Id).SingleAsync());
        await FillAsync(contract, annexes: [new AnnexRow { Name = "General terms", File = file }]);
        var (theirs, _) = await SentAsync(contract);

        var customer = desk.App.OpenBrowser();
        Assert.Equal([1, 2, 3], await (await customer.Http.GetAsync($"/contract/{theirs}/annexes/{await desk.App.InDbAsync(db => db.ContractAnnexes.Select(its => its.Id).SingleAsync())}")).Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_contract_over_a_quote_that_has_a_newer_version_does_not_go_out()
    {
        var contract = await ContractAsync();
        await FillAsync(contract);
        var quote = await desk.App.InDbAsync(db => db.Quotes.Select(its => its.Id).SingleAsync());
        await desk.DoAsync<StartQuote, QuoteVersion?>(verb => verb.NextVersionAsync(quote));

        var stopped = Assert.IsType<ContractSend.Stopped>(await desk.DoAsync<SendContract, ContractSend>(verb => verb.RunAsync(contract)));
        Assert.Contains(stopped.Findings, finding => finding.Stops && finding.Words.Key == "The contract is about version {0} of the quote; the latest is {1}.");
    }

    [Fact]
    public async Task Where_the_law_asks_for_paper_nobody_signs_online_and_a_colleague_notes_it()
    {
        var contract = await ContractAsync();
        await FillAsync(contract, onPaper: true);
        Assert.Empty(Assert.IsType<ContractSend.Sent>(await desk.DoAsync<SendContract, ContractSend>(verb => verb.RunAsync(contract))).Links);

        await desk.Browser.VisitAsync($"/contracts/{contract}");
        await desk.Browser.SubmitAsync("form[action$='/on-paper']");
        await desk.Browser.SubmitAsync("form[action$='/on-paper']");
        Assert.Equal(ContractState.Complete, await StateAsync(contract));
        Assert.All(await desk.App.InDbAsync(db => db.ContractSignatures.ToListAsync()), its => Assert.True(its.OnPaper));
    }

    [Fact]
    public async Task What_went_out_stays_and_a_link_that_was_renewed_or_given_up_opens_nothing()
    {
        var contract = await ContractAsync();
        await FillAsync(contract);
        var (theirs, _) = await SentAsync(contract);
        Assert.IsType<ContractResult.Faulty>(await desk.DoAsync<SaveContract, ContractResult>(verb => verb.RunAsync(contract, new ContractForm { Title = "Other" })));

        var signer = await desk.App.InDbAsync(db => db.ContractSigners.Where(its => its.Side == CommitmentSide.Customer).Select(its => its.Id).SingleAsync());
        var again = await desk.DoAsync<SendContract, string?>(verb => verb.AgainAsync(contract, signer));
        Assert.Null(await desk.DoAsync<SignContract, OpenSignature?>(verb => verb.OpenAsync(theirs)));
        Assert.NotNull(await desk.DoAsync<SignContract, OpenSignature?>(verb => verb.OpenAsync(again!)));

        Assert.Equal("Say why, in up to {0} characters.", (await desk.DoAsync<SendContract, Told?>(verb => verb.GiveUpAsync(contract, " ")))?.Key);
        Assert.Null(await desk.DoAsync<SendContract, Told?>(verb => verb.GiveUpAsync(contract, "They buy the smaller one")));
        Assert.Null(await desk.DoAsync<SignContract, OpenSignature?>(verb => verb.OpenAsync(again!)));
    }

    [Fact]
    public async Task Who_says_not_who_they_are_or_may_not_sign_has_not_signed()
    {
        var contract = await ContractAsync();
        await FillAsync(contract);
        var (theirs, _) = await SentAsync(contract);
        var draft = new SignDraft("", "", false, "M1<script>", "I agree", "en", "", "");
        var faults = await desk.DoAsync<SignContract, IReadOnlyDictionary<string, Told>?>(verb => verb.RunAsync(theirs, draft));
        Assert.Equal(["drawing", "may-sign", "name", "role"], faults!.Keys.Order());
        Assert.Empty(await desk.App.InDbAsync(db => db.ContractSignatures.ToListAsync()));

        var fine = draft with { Name = "Andrea Petry", Role = "CEO", MaySign = true, Drawing = "" };
        Assert.Empty((await desk.DoAsync<SignContract, IReadOnlyDictionary<string, Told>?>(verb => verb.RunAsync(theirs, fine)))!);
        Assert.Null(await desk.DoAsync<SignContract, IReadOnlyDictionary<string, Told>?>(verb => verb.RunAsync(theirs, fine)));
    }

    [Fact]
    public async Task Complete_documents_are_evidence_before_anybody_has_signed()
    {
        await desk.DemandAsync("documents-complete");
        petry = await desk.EnterAsync("One excavator", "Straßenbau Petry AG");
        var contract = await ContractAsync();
        await FillAsync(contract);
        Assert.False(await desk.IsPassedAsync(petry.Id));
        await SentAsync(contract);
        Assert.True(await desk.IsPassedAsync(petry.Id));
    }

    private async Task<Guid> ContractAsync()
    {
        var quote = await desk.QuoteAsync(petry.Id);
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "2", "", "Normal")]);
        await desk.SendAsync(quote.Id);
        return Assert.IsType<ContractStart.Begun>(await desk.DoAsync<StartContract, ContractStart>(verb => verb.RunAsync(petry.Id))).Contract.Id;
    }

    private async Task FillAsync(Guid contract, string text = "", bool onPaper = false, List<SignerRow>? signers = null, List<AnnexRow>? annexes = null)
    {
        var form = new ContractForm
        {
            Seen = await desk.App.InDbAsync(db => db.Contracts.Where(its => its.Id == contract).Select(its => its.Version).SingleAsync()),
            Language = "de",
            Title = "Two excavators",
            Text = text,
            NeedsPaper = onPaper,
            Signers = signers ?? [new SignerRow { Side = CommitmentSide.Customer, Name = "Andrea Petry", Role = "Vorstand", Email = "petry@petry.example" }, new SignerRow { Side = CommitmentSide.Us, Name = "Ada", Email = App.OwnerEmail }],
            Annexes = annexes ?? [],
        };
        Assert.IsType<ContractResult.Saved>(await desk.DoAsync<SaveContract, ContractResult>(verb => verb.RunAsync(contract, form)));
    }

    private async Task<(string Theirs, string Ours)> SentAsync(Guid contract)
    {
        var sent = Assert.IsType<ContractSend.Sent>(await desk.DoAsync<SendContract, ContractSend>(verb => verb.RunAsync(contract)));
        return (sent.Links.Single(link => link.Signer.Side == CommitmentSide.Customer).Secret, sent.Links.Single(link => link.Signer.Side == CommitmentSide.Us).Secret);
    }

    private Task<ContractState> StateAsync(Guid contract) => desk.App.InDbAsync(db => db.Contracts.Where(its => its.Id == contract).Select(its => its.State).SingleAsync());
}
