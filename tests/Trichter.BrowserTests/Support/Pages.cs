using Microsoft.Playwright;

namespace Trichter.BrowserTests.Support;

/// <summary>The pages of a workspace with sample data.</summary>
internal static class Pages
{
    public static async Task<IReadOnlyList<string>> OfAsync(IPage page)
    {
        await page.GotoAsync("/deals");
        var deal = await AddressAsync(page, "a.tr-card-name");
        var busy = await AddressAsync(page, ".tr-card:has-text('+ Service') a.tr-card-name");
        await page.GotoAsync("/companies");
        var company = await AddressAsync(page, "main [data-row] a[href^='/companies/']");
        await page.GotoAsync("/people");
        var person = await AddressAsync(page, "main [data-row] a[href^='/people/']");
        await page.GotoAsync("/quotes");
        var quote = await AddressAsync(page, "main [data-row] a[href^='/quotes/']");
        await page.GotoAsync("/products");
        var product = await AddressAsync(page, "main [data-row] a[href^='/products/']");
        await page.GotoAsync("/prices");
        var prices = await AddressAsync(page, "main [data-row] a[href^='/prices/']");
        await page.GotoAsync("/processes");
        var process = await AddressAsync(page, "main a[href^='/processes/']");

        return
        [
            "/today", "/calendar", "/calendar?view=month", "/calendar?view=day", "/calendar/plan",
            "/deals", "/deals/list", "/deals/list?f=owner~is~me&f=or&f=value~min~1000&add=close", "/deals/new", deal, busy, deal + "/edit", deal + "/move",
            deal + "/close?outcome=Won", deal + "/close?outcome=Lost", deal + "/close?outcome=Parked", deal + "/hand-over", deal + "/transfer", deal + "/merge", "/deals/merge", "/hand-overs",
            deal + "/call", deal + "/questionnaire/bant", deal + "/questionnaire/bant/link", deal + "/negotiation", deal + "/negotiation/sheet", "/settings/concessions", "/settings/concessions/new", "/leads", "/settings/questionnaires", "/settings/questionnaires/bant",
            "/settings/objections", "/settings/objections/price-too-high", "/settings/proofs", "/settings/proofs/new", "/settings/competitors", "/settings/competitors/new",
            "/companies", "/companies?day=2020-01-01", "/calls/through/people", "/calls/through/companies?f=owner~is~me", "/calls/files/people", "/calls/files/companies?f=owner~is~me", process.Replace("/processes/", "/calls/through/deals/"), company, "/companies/new", "/companies/bulk?all=1", "/companies/merge", "/people", "/people/new", "/people/bulk?all=1", process.Replace("/processes/", "/deals/bulk/") + "?all=1", "/search", "/search?q=a",
            "/insight", "/insight?add=revenue.paid", "/insight/targets", "/insight/revenue", "/insight/revenue/rows", "/insight/source-yield", "/insight/speed-to-lead", "/insight/customers", "/insight/losses", "/insight/groups", "/insight/objections", "/insight/deliveries", "/insight/reports", "/insight/reports/on/deals?rows=source&across=outcome&measure=sum:value", "/insight/reports/on/invoices", "/insight/reports/records/deals?rows=source", "/campaigns/costs", "/insight/funnel", "/insight/pipeline", "/insight/sources", "/insight/cycle-time", "/insight/leaderboard", "/insight/dwell", "/insight/bottlenecks", "/insight/mining", "/insight/activities", "/insight/probability", "/insight/forecast", "/insight/coaching",
            "/processes", process, "/import", "/export", "/settings/account", "/settings/passkeys", "/settings/calendar", "/settings/booking",
            "/settings/mail", "/settings/notifications", "/notifications", "/settings/fields", "/settings/fields/new", "/deals/list?by=owner&draw=count", process.Replace("/processes/", "/deals/calendar/"), "/deals/list?cols=name,value,owner,tags", deal + "/field/product", "/companies?add=industry", "/settings/hours", "/settings/first-contact", "/settings/team", "/settings/log",
            "/quotes", quote, quote + "/send", quote + "/document", "/products", product, product + "/configurator", "/products/new", "/prices", prices, "/prices/new", "/orders", "/installed", "/invoices", "/payments", "/invoices/recurring", "/settings/recurring", "/dunning", "/settings/dunning", "/einvoices",
            "/settings/our-company", "/settings/taxes", "/settings/rates", "/settings/numbers", "/settings/departments", "/settings/departments/new", "/settings/approvals", "/settings/acceptance",
            person + "/consent", person + "/erase", "/settings/requests", "/settings/retention", "/settings/processing", "/settings/privacy-notice", "/settings/absences", "/settings/figure-agreements", "/settings/routing", "/settings/routing/new", "/settings/consent", "/settings/scoring", "/campaigns", "/campaigns/mailings/new", "/campaigns/segments", "/campaigns/audiences", "/campaigns/segments/new?f=language~is~de", "/campaigns/pages", "/campaigns/pages/new", "/campaigns/links", "/campaigns/files", "/campaigns/chats", "/campaigns/chats/new", "/campaigns/letters", "/campaigns/letters/new", "/chats", "/campaigns/fairs", "/campaigns/fairs/new", "/fair", "/campaigns/returns", "/settings/returns", "/settings/lead-mail", "/market", "/market/coverage", "/market/profiles", "/market/lists", "/market/industries?at=C", "/programmes", "/programmes/new",
            "/more", "/not-allowed",
        ];
    }

    private static async Task<string> AddressAsync(IPage page, string link) => (await page.Locator(link).First.GetAttributeAsync("href"))!;
}
