using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Insight;
using Trichter.Insight.Learning;
using Trichter.Insight.Probability;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>A probability is shown where it is worth something, and else the base rate with the reason.</summary>
public sealed class WinProbabilityOfDealsTests : IAsyncLifetime
{
    private const long Large = 300_000;
    private static readonly DateOnly First = new(2024, 1, 8);

    private Desk desk = null!;
    private PastDeals past = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        past = await PastDeals.AddAsync(desk, ["contact", "offer"]);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Where_the_value_tells_deals_apart_each_has_a_probability_with_its_reasons()
    {
        await EnterAsync(900, (value, draw) => draw < (value < Large ? 70 : 15));
        var (small, large) = (await OpenAsync("Small", "cold"), await OpenAsync("Large", "cold", 2 * Large));
        await TrainAsync();

        var kept = await KeptAsync();
        Assert.True(kept.Model.Verdict.MaySpeak, $"{kept.Silent} {kept.Model.Verdict.Gain} {kept.Model.Verdict.Newest}");
        Assert.Equal(1, await HappenedAsync(nameof(ModelSpeaks)));
        await desk.Browser.VisitAsync($"/deals/{small.Id}");
        var likely = ShareOf("#odds .tr-odds");
        Assert.Contains("Speaks for it: Value", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/deals/{large.Id}");
        Assert.InRange(ShareOf("#odds .tr-odds"), 5, 30);
        Assert.InRange(likely, 50, 90);

        await desk.Browser.VisitAsync("/insight/probability?process=plain");
        Assert.Contains("a probability for each deal", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Checked in order of time", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("2", desk.Browser.Page.QuerySelector(".tr-definition a")!.TextContent.Split(' ')[1]);
    }

    [Fact]
    public async Task Where_it_would_be_guessing_the_base_rate_is_shown_and_a_change_is_told()
    {
        await EnterAsync(700, (_, draw) => draw < 40);
        var deal = await OpenAsync("Any", "referral");
        await TrainAsync();

        Assert.Equal(Silence.NotBetterThanBaseRate, (await KeptAsync()).Silent);
        await desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.InRange(ShareOf("#odds .tr-odds"), 30, 50);
        Assert.Contains("No probability of its own: not better than the base rate", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(0, await HappenedAsync(nameof(ModelSpeaks)) + await HappenedAsync(nameof(ModelFellSilent)));

        await desk.App.InDbAsync(db => db.Models.Where(model => model.ProcessId == past.Process.Id).ExecuteUpdateAsync(set => set.SetProperty(model => model.Silent, (Silence?)null)));
        await TrainAsync();
        Assert.Null((await KeptAsync()).Silent);
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(1);
        await TrainAsync();
        Assert.Equal(1, await HappenedAsync(nameof(ModelFellSilent)));
    }

    [Fact]
    public async Task A_new_workspace_says_what_it_cannot_know_yet()
    {
        var deal = await OpenAsync("First", "fair");
        await desk.Browser.VisitAsync("/insight/probability?process=plain");
        Assert.Contains("the first training runs within a day", desk.Browser.Text, StringComparison.Ordinal);
        await TrainAsync();

        await desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Contains("Not known yet: no deal is old enough to learn from.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync("/insight/probability?process=plain");
        Assert.Contains("too few decided deals", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_in_after_a_stage_was_entered_is_not_learned_with_it()
    {
        var deal = await desk.EnterAsync("Crane", value: "1000.00");
        var before = desk.App.Clock.Now;
        desk.App.Clock.Now = before.AddDays(3);
        await desk.DoAsync<Trichter.Deals.Record.ChangeDeal, Trichter.Customers.SaveResult<Deal>>(verb => verb.RunAsync(
            deal.Id, new Dictionary<string, string>(), new Dictionary<string, string> { ["value"] = "9000", ["product"] = "Crane X" }, null));

        var (values, input) = await desk.App.InDbAsync(async db => (
            await PastValues.ReadAsync(db), await db.Deals.Where(its => its.Id == deal.Id).Select(its => new DealInput(its.Id, its.EntrySource, its.Product, its.OwnerId, its.ExistingCustomer, its.ValueMinor)).SingleAsync()));
        Assert.Equal((100_000, ""), (values.Value(input, before), values.Product(input, before)));
        Assert.Equal((900_000, "Crane X"), (values.Value(input, before.AddDays(4)), values.Product(input, before.AddDays(4))));
        Assert.NotNull(values.Owner(input, before));
    }

    [Fact]
    public async Task Sellers_see_chances_of_their_own_deals_only()
    {
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        await OpenAsync("Nobody's", "fair");
        await desk.App.InDbAsync(async db =>
        {
            var ada = await db.Users.Where(user => user.Email == App.OwnerEmail).Select(user => user.Id).SingleAsync();
            return await db.Deals.Where(its => its.Name == "Nobody's").ExecuteUpdateAsync(set => set.SetProperty(its => its.OwnerId, ada));
        });
        foreach (var report in new[] { "probability", "forecast", "bottlenecks", "dwell", "mining" })
        {
            Assert.Equal((0, 1), ((await RunAsync(report, "tom@nordwerk.example")).Population, (await RunAsync(report)).Population));
        }
    }

    private Task<ReportResult> RunAsync(string report, string email = App.OwnerEmail) => desk.DoAsync<IEnumerable<IReport>, ReportResult>(
        reports => reports.Single(one => one.Name == report).RunAsync(new ReportQuery(Process: "plain")), email);

    /// <summary>Deals on most days of two years, decided within three weeks; chance is the same in every run.</summary>
    private Task EnterAsync(int count, Func<long, int, bool> isWon) => PastDeals.SaveAsync(desk, Enumerable.Range(0, count).Select(i =>
    {
        var (day, value) = (First.AddDays(i * 740 / count), i * 7 % 10 < 4 ? 100_000 + i % 13 * 1_000 : 500_000L + i % 17 * 1_000);
        var won = isWon(value, Draw(i));
        return past.Made(
            $"Deal {i}", [("contact", day), ("offer", day.AddDays(3 + i % 5)), (won ? "won" : "lost", day.AddDays(10 + i % 11))], desk.App.Clock.Now, value, i % 2 == 0 ? "referral" : "cold", imported: false);
    }));

    /// <summary>0 to 99, as if by chance.</summary>
    private static int Draw(int number)
    {
        var mixed = (uint)number * 2_654_435_761;
        mixed = (mixed ^ (mixed >> 15)) * 2_246_822_519;
        mixed = (mixed ^ (mixed >> 13)) * 3_266_489_917;
        return (int)((mixed ^ (mixed >> 16)) % 100);
    }

    private async Task<Deal> OpenAsync(string name, string source, long value = 100_000)
    {
        var (deal, rows) = past.Made(name, [("contact", new DateOnly(2026, 2, 25))], desk.App.Clock.Now, value, source, imported: false);
        await PastDeals.SaveAsync(desk, [(deal, rows)]);
        return deal;
    }

    private Task TrainAsync() => desk.App.WithAsync<TrainModels, bool>(async train =>
    {
        await train.RunAsync();
        return true;
    });

    private Task<KeptModel> KeptAsync() => desk.App.InDbAsync(db => db.Models.AsNoTracking().SingleAsync(model => model.ProcessId == past.Process.Id));

    private Task<int> HappenedAsync(string kind) => desk.App.InDbAsync(db => db.Timeline.CountAsync(entry => entry.Kind == kind));

    private double ShareOf(string selector) => double.Parse(desk.Browser.Page.QuerySelector(selector)!.TextContent.Trim(' ', '%', '\u00a0'), System.Globalization.CultureInfo.InvariantCulture);
}
