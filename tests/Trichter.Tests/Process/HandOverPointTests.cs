using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Process.Edit;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Process;

/// <summary>The hand-over of a stage is edited, checked, compared, published and carried in files like the rest of it.</summary>
public sealed class HandOverPointTests : IAsyncLifetime
{
    private const string Draft = "/processes/sales-cycle-7/draft";
    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.Browser.VisitAsync("/processes/sales-cycle-7");
        await desk.Browser.SubmitAsync($"form[action='{Draft}']");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task It_is_entered_in_the_editor_told_as_a_difference_and_published()
    {
        await SaveAsync("first-contact", ("Form.HandOverTo", "Seller"), ("Form.HandOverItems[0].Label.En", "Need noted"),
            ("Form.HandOverItems[0].Label.De", "Bedarf notiert"), ("Form.HandOverItems[0].Label.Pl", "Potrzeba zapisana"));
        Assert.Contains("is handed over to Seller now", desk.Browser.Text, StringComparison.Ordinal);

        await SaveAsync("close", ("Form.HandOverTo", "Manager"), ("Form.HandOverItems[0].Remove", true), ("Form.HandOverItems[1].Label.En", "Promises are in the file"));
        foreach (var said in new[] { "hand-over: Service → Manager", "checklist item removed: Order confirmed in writing, with prices and dates", "checklist item changed: Promises are in the file" })
            Assert.Contains(said, desk.Browser.Text, StringComparison.Ordinal);

        Assert.IsType<PublishResult.Published>(await desk.DoAsync<PublishProcess, PublishResult>(async verb => await verb.RunAsync(await ProcessAsync())));
        var published = (await desk.App.InDbAsync(db => db.ProcessVersions.AsNoTracking().SingleAsync(version => version.Number == 2))).StageWithKey("first-contact")!.HandOver!;
        Assert.Equal((Role.Seller, new HandOverItem("need-noted", new Localized("Need noted", "Bedarf notiert", "Potrzeba zapisana"))), (published.To, Assert.Single(published.Items)));
        await desk.Browser.VisitAsync("/processes/sales-cycle-7");
        Assert.Contains("Hand-over to Seller", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saving_a_stage_untouched_keeps_it_and_nobody_takes_it_away()
    {
        await SaveAsync("close");
        Assert.Equal(4, (await DraftAsync()).StageWithKey("close")!.HandOver!.Items.Count);
        Assert.Empty(ProcessDifference.Between((await desk.VersionAsync()).Stages, (await DraftAsync()).Stages));

        await SaveAsync("close", ("Form.HandOverTo", ""));
        Assert.Null((await DraftAsync()).StageWithKey("close")!.HandOver);
        Assert.Contains("is no longer handed over to Service", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_work_is_found()
    {
        await SaveAsync("close", ("Form.HandOverTo", "Reader"), ("Form.HandOverItems[0].Label.De", ""));
        Assert.Contains("Nobody can take over: the role Reader may not change deals.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("An item of the checklist has no label in a language.", desk.Browser.Text, StringComparison.Ordinal);

        await SaveAsync("first-contact", ("Form.HandOverTo", "Seller"));
        Assert.Contains("The hand-over has no checklist.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.IsType<PublishResult.Faulty>(await desk.DoAsync<PublishProcess, PublishResult>(async verb => await verb.RunAsync(await ProcessAsync())));
    }

    [Fact]
    public async Task The_file_of_a_process_carries_it_there_and_back()
    {
        var file = await desk.Browser.DownloadAsync("/processes/sales-cycle-7/file");
        Assert.Contains("\"handOver\"", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        Assert.IsType<ProcessRead.Drafted>(await desk.DoAsync<ProcessFile, ProcessRead>(verb => verb.ReadAsync(file)));
        Assert.Equal(Role.Service, (await DraftAsync()).StageWithKey("close")!.HandOver!.To);
        Assert.Empty(ProcessDifference.Between((await desk.VersionAsync()).Stages, (await DraftAsync()).Stages));

        var broken = Encoding.UTF8.GetString(file).Replace("\"to\": \"Service\"", "\"to\": \"Butler\"", StringComparison.Ordinal);
        Assert.IsType<ProcessRead.Unreadable>(await desk.DoAsync<ProcessFile, ProcessRead>(verb => verb.ReadAsync(Encoding.UTF8.GetBytes(broken))));
    }

    [Fact]
    public void Every_template_that_ships_hands_over_to_somebody_who_can_take_it()
    {
        foreach (var template in Template.All.Concat(Template.Businesses))
        {
            var points = template.Stages.Select(stage => stage.HandOver).OfType<HandOverPoint>().ToList();
            Assert.NotEmpty(points);
            Assert.All(points, point => Assert.Contains(Right.ChangeDeals, Rights.Of(point.To)));
            Assert.All(points.SelectMany(point => point.Items), item => Assert.DoesNotContain("", new[] { item.Label.En, item.Label.De, item.Label.Pl }));
        }
    }

    private async Task SaveAsync(string stage, params (string, object)[] answers)
    {
        await desk.Browser.VisitAsync($"{Draft}/{stage}");
        await desk.Browser.SubmitAsync("main form:has([name='Form.Seen'])", answers);
    }

    private Task<SalesProcess> ProcessAsync() => desk.App.InDbAsync(db => db.Processes.AsNoTracking().SingleAsync(process => process.Key == "sales-cycle-7"));

    private Task<ProcessVersion> DraftAsync() => desk.App.InDbAsync(db => db.ProcessVersions.AsNoTracking().SingleAsync(version => version.State == VersionState.Draft));
}
