using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using Trichter.Team;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

public sealed class SellingTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task A_call_by_the_talk_track_makes_a_lead_an_SQL_and_an_objection_is_answered_with_a_proof()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        await HireAsync("Theo", "theo@nordwerk.example", Role.Seller);
        PassToTuesday();
        await OpenAsync();
        await SignInAsync();
        await Write_down_a_proof("Kieswerk saves a day a month", "The trust of a neighbour");

        await OpenAsync();
        await SignInAsync("theo@nordwerk.example");
        await Enter_a_deal("Two excavators", "Petry");
        await Hold_a_BANT_call_in_which_one_thing_is_mistyped();
        await The_lead_is_an_SQL_with_a_next_step();
        await Answer_the_objection_with_the_proof("Kieswerk saves a day a month");
        await The_catalogue_has_counted_it();
    }

    private async Task Write_down_a_proof(string name, string text)
    {
        await Page.GotoAsync("/settings/proofs/new");
        await Page.GetByLabel("Name").FillAsync(name);
        await Page.GetByLabel("English").FillAsync(text);
        await Page.GetByLabel("Permission").SelectOptionAsync("Allowed");
        await Page.GetByLabel("Who of the customer allowed it").FillAsync("Frau Lüders");
        await Page.GetByLabel("Allowed on").FillAsync("2026-01-07");
        await Button("Save").ClickAsync();
        await Expect(Page.Locator("[data-row]")).ToContainTextAsync(name);

        await Page.GotoAsync("/settings/objections/no-trust");
        await Page.GetByLabel(name).CheckAsync();
        await Button("Save").ClickAsync();
        await Expect(Page.Locator("[data-kind=no-trust]")).ToContainTextAsync(name);
    }

    private async Task Enter_a_deal(string name, string company)
    {
        await Page.GotoAsync("/deals/new?stage=qualify-fit");
        await Page.GetByLabel("What is it about?").FillAsync(name);
        await Page.GetByLabel("Company").FillAsync(company);
        await Button("Enter the deal").ClickAsync();
        await Expect(Toast).ToContainTextAsync($"{name} entered");
    }

    private async Task Hold_a_BANT_call_in_which_one_thing_is_mistyped()
    {
        await Link("Call with talk track").ClickAsync();
        await Page.GetByLabel("1. Opening").CheckAsync();
        await Page.GetByLabel("What should become better?", new() { Exact = true }).FillAsync("Two excavators in February");
        await Page.Keyboard.PressAsync("Tab");
        foreach (var (question, answer) in new[] { ("need-for-us", "yes"), ("value-seen", "yes"), ("budget-state", "approved"), ("access", "yes") })
            await Page.Locator($"[name='bant.q-{question}'][value={answer}]").CheckAsync();
        await Page.GetByLabel("How much may it cost?").FillAsync("a lot");
        await Page.GetByLabel("Who decides?", new() { Exact = true }).FillAsync("Frau Petry");
        await Page.GetByLabel("By when do you want to decide?").FillAsync(DateTime.UtcNow.AddDays(60).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await Page.GetByLabel("What kind of objection?").SelectOptionAsync(new SelectOptionValue { Label = "Unknown supplier, no trust yet" });
        await Page.GetByLabel("What did the customer say?").FillAsync("We have never worked with you");
        await Page.GetByLabel("The lead").SelectOptionAsync("Accept");
        await Page.GetByLabel("What is to be done?").FillAsync("Visit the yard");
        await Button("Save the call").ClickAsync();

        await Expect(Page.GetByText("This is not a number.")).ToBeVisibleAsync();
        await Expect(Page.GetByLabel("What did the customer say?")).ToHaveValueAsync("We have never worked with you");
        await Page.GetByLabel("How much may it cost?").FillAsync("400000");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Toast).ToContainTextAsync("Call noted");
    }

    private async Task The_lead_is_an_SQL_with_a_next_step()
    {
        await Expect(Page.Locator("[data-lead]")).ToHaveAttributeAsync("data-lead", "Accepted");
        await Expect(Page.Locator("[data-verdict]")).ToHaveTextAsync("fits");
        await Expect(Page.Locator(".tr-next")).ToContainTextAsync("Visit the yard");
        await Expect(Page.Locator("[data-next^=objection-]")).ToContainTextAsync("“We have never worked with you” is still open.");
    }

    private async Task Answer_the_objection_with_the_proof(string proof)
    {
        await Page.Locator("summary", new() { HasText = "Answer it" }).ClickAsync();
        await Page.GetByLabel("Show customers of the same trade").CheckAsync();
        await Page.GetByLabel("With which proof").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Button("Note the answer").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Answer noted");
        await Expect(Page.Locator("[data-objection]")).ToContainTextAsync($"proof: {proof}");
        await Expect(Page.Locator("[data-objection]")).ToHaveAttributeAsync("data-objection", "Resolved");
    }

    private async Task The_catalogue_has_counted_it()
    {
        await Page.GotoAsync("/settings/objections");
        await Expect(Page.Locator("[data-kind=no-trust] [data-tally]").First).ToHaveTextAsync("worked in 1 of 1, too few to judge by");
    }
}
