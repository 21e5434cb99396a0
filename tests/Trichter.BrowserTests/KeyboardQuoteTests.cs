using System.Globalization;
using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using Trichter.Tests.Offers.Quotes;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

/// <summary>A quote is written as fast as in a spreadsheet: after the page is open no hand goes to the mouse.</summary>
public sealed class KeyboardQuoteTests(Chromium chromium) : Journey(chromium)
{
    private const int Typed = 30;
    private const string Five = "SERVICE\t\t1\nSERVICE\t\t2\nSERVICE\t\t3\n\tTraining on site\t2\t950\nBAGGER-22\t\t1";
    private int presses;

    private ILocator Rows => Page.Locator("[data-lines] tbody tr");

    [Fact]
    public async Task Thirty_lines_are_typed_without_a_mouse_and_with_no_more_presses_than_a_spreadsheet_needs()
    {
        await Open_a_new_quote();
        var needed = 0;
        for (var line = 0; line < Typed; line++) needed += await Type_a_line(line);
        Assert.InRange(presses, 1, needed);
        await Each_line_has_filled_itself_in();

        await Paste_five_lines();
        await Move_the_first_of_them_up_and_remove_it();
        await Save_and_find_the_same_sums();
    }

    private static (string Product, int Quantity) Line(int index) => index % 3 == 0 ? ("BAGGER-22", 1 + index % 2) : ("SERVICE", 10 + index);

    private async Task Open_a_new_quote()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        var deal = await Desk.PrepareQuotesAsync();
        var quote = await Desk.QuoteAsync(deal.Id);
        await OpenAsync(new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await SignInAsync();
        await Page.GotoAsync($"/quotes/{quote.Id}");
        await Expect(Cell(0, "article")).ToBeFocusedAsync();
    }

    /// <returns>What a spreadsheet with the columns number, words and quantity needs: the characters, two moves to the right, one Enter.</returns>
    private async Task<int> Type_a_line(int index)
    {
        var (product, quantity) = Line(index);
        var amount = quantity.ToString(CultureInfo.InvariantCulture);
        await TypeAsync(product);
        for (var moves = 0; moves < 10 && await Page.Locator("[name=line-quantity]:focus").CountAsync() == 0; moves++) await PressAsync("Tab");
        await TypeAsync(amount);
        await PressAsync("Enter");
        await Expect(Cell(index + 1, "article")).ToBeFocusedAsync();
        return product.Length + 2 + amount.Length + 1;
    }

    private async Task Each_line_has_filled_itself_in()
    {
        for (var index = 0; index < Typed; index++)
        {
            var (product, quantity) = Line(index);
            await Expect(Cell(index, "quantity")).ToHaveValueAsync(quantity.ToString(CultureInfo.InvariantCulture));
            await Expect(Cell(index, "price")).ToHaveValueAsync(product == "SERVICE" ? "118" : "165000");
            await Expect(Cell(index, "unit")).ToHaveValueAsync(product == "SERVICE" ? "HUR" : "H87");
            await Expect(Rows.Nth(index).Locator("[data-net]")).ToHaveTextAsync(Money((product == "SERVICE" ? 118m : 165_000m) * quantity));
        }
    }

    private async Task Paste_five_lines()
    {
        await Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", Five);
        await PressAsync("Control+v");
        await Expect(Rows).ToHaveCountAsync(Typed + 5);
        await Expect(Cell(Typed + 3, "name")).ToHaveValueAsync("Training on site");
        await Expect(Rows.Nth(Typed + 3).Locator("[data-net]")).ToHaveTextAsync(Money(1_900));
        await Expect(Rows.Nth(Typed + 4).Locator("[data-net]")).ToHaveTextAsync(Money(165_000));
    }

    private async Task Move_the_first_of_them_up_and_remove_it()
    {
        await PressAsync("Alt+ArrowUp");
        await Expect(Cell(Typed - 1, "article")).ToBeFocusedAsync();
        await Expect(Cell(Typed - 1, "quantity")).ToHaveValueAsync("1");
        await PressAsync("Control+Delete");
        await Expect(Rows).ToHaveCountAsync(Typed + 4);
        await Expect(Cell(Typed - 1, "article")).ToBeFocusedAsync();
        await Expect(Cell(Typed - 1, "quantity")).ToHaveValueAsync("39");
    }

    private async Task Save_and_find_the_same_sums()
    {
        var net = Enumerable.Range(0, Typed).Select(Line).Sum(line => (line.Product == "SERVICE" ? 118m : 165_000m) * line.Quantity) + 118 * (2 + 3) + 1_900 + 165_000;
        await Expect(Page.Locator("[data-sums]")).ToContainTextAsync(Money(net));
        await PressAsync("Control+s");
        await Expect(Toast).ToContainTextAsync("saved");
        await Expect(Page.Locator("[data-sums]")).ToContainTextAsync(Money(net));
        await Expect(Page.Locator("[data-sums] dd.tr-strong").First).ToHaveTextAsync(Money(Math.Round(net * 1.19m, 2)));
        Assert.Equal(Typed + 4, await Page.Locator("[name=line-article]").EvaluateAllAsync<int>("cells => cells.filter(cell => cell.value || cell.closest('tr').querySelector('[name=line-name]').value).length"));
    }

    private ILocator Cell(int row, string name) => Rows.Nth(row).Locator($"[name=line-{name}]");

    private async Task TypeAsync(string text)
    {
        presses += text.Length;
        await Page.Keyboard.TypeAsync(text);
    }

    private async Task PressAsync(string key)
    {
        presses++;
        await Page.Keyboard.PressAsync(key);
    }

    private static string Money(decimal amount) => amount.ToString("N2", CultureInfo.GetCultureInfo("en-GB")) + " EUR";
}
