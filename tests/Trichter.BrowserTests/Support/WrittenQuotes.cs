using System.Globalization;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Edit;
using Trichter.Tests.Support;

namespace Trichter.BrowserTests.Support;

/// <summary>Quotes that were written before the journey begins.</summary>
internal static class WrittenQuotes
{
    public static async Task WriteAsync(this Desk desk, OpenQuote open, IEnumerable<LineTyped> lines, Action<QuoteForm>? head = null)
    {
        var form = QuoteForm.Of(open.Version, [], CultureInfo.InvariantCulture);
        form.Lines = [.. lines];
        head?.Invoke(form);
        Assert.IsType<QuoteSaved.Saved>(await desk.DoAsync<SaveQuote, QuoteSaved>(verb => verb.RunAsync(open.Quote.Id, form)));
    }

    public static async Task<OpenQuote> BeginAsync(this Desk desk, Guid deal)
    {
        var quote = (await desk.DoAsync<StartQuote, Quote?>(verb => verb.RunAsync(deal)))!;
        return (await desk.DoAsync<FindQuote, OpenQuote?>(find => find.VisibleAsync(quote.Id)))!;
    }

    public static LineTyped Of(string article, string quantity) => new() { Article = article, Quantity = quantity };

    public static LineTyped Optional(string name, string price) => new() { Kind = LineKind.Optional, Name = name, Price = price };
}
