using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Process;
using Trichter.Process.Edit;
using Trichter.Tests.Support;

namespace Trichter.Tests.Process;

/// <summary>What to say in a call belongs to a stage, and goes with its process from version to version and from file to file.</summary>
public sealed class TalkTrackTests : IAsyncLifetime
{
    private const string Form = "form:has([name='Form.Seen'])";

    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.Browser.VisitAsync("/processes/sales-cycle-7");
        await desk.Browser.SubmitAsync("form[action$='/draft']");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_point_is_added_put_first_and_published_and_the_difference_names_it()
    {
        await desk.Browser.VisitAsync("/processes/sales-cycle-7/draft/qualify-fit");
        Assert.Equal(14, desk.Browser.Page.QuerySelectorAll("[name$='.Asks']").Length);
        await desk.Browser.SubmitAsync(Form, ("Form.TalkTrack[13].Text.En", "Ask how the season runs"), ("Form.TalkTrack[13].Text.De", "Nach der Saison fragen"), ("Form.TalkTrack[13].Text.Pl", "Zapytaj o sezon"),
            ("Form.TalkTrack[13].Kind", "Question"), ("Form.TalkTrack[13].Order", "0"), ("Form.TalkTrack[13].Asks", "bant/need"), ("Form.TalkTrack[0].Remove", true));

        var track = (await DraftAsync()).StageWithKey("qualify-fit")!.TalkTrack;
        Assert.Equal(("ask-how-the-season-runs", TalkKind.Question, "bant/need"), (track[0].Key, track[0].Kind, track[0].Asks));
        Assert.DoesNotContain(track, point => point.Key == "opening");
        await desk.Browser.VisitAsync("/processes/sales-cycle-7/draft");
        Assert.Contains("point of the talk track added: Ask how the season runs", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("point of the talk track removed: Thank them", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.SubmitAsync("form[action$='/publish']");
        await desk.Browser.VisitAsync("/processes/sales-cycle-7");
        Assert.Contains("Ask how the season runs", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync("/processes/sales-cycle-7?version=1");
        Assert.DoesNotContain("Ask how the season runs", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_order_alone_is_a_difference()
    {
        await desk.Browser.VisitAsync("/processes/sales-cycle-7/draft/qualify-fit");
        await desk.Browser.SubmitAsync(Form, ("Form.TalkTrack[12].Order", "0"));

        Assert.Equal("closing", (await DraftAsync()).StageWithKey("qualify-fit")!.TalkTrack[0].Key);
        await desk.Browser.VisitAsync("/processes/sales-cycle-7/draft");
        Assert.Contains("order of the talk track changed", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_is_said_beside_the_point()
    {
        await desk.Browser.VisitAsync("/processes/sales-cycle-7/draft/qualify-fit");
        await desk.Browser.SubmitAsync(Form, ("Form.TalkTrack[1].Asks", "bant"));
        Assert.Contains("Name a question as questionnaire/question: bant/need.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("bant/need", (await DraftAsync()).StageWithKey("qualify-fit")!.TalkTrack[1].Asks);
    }

    [Fact]
    public async Task A_file_carries_the_talk_track_there_and_back()
    {
        var file = await desk.Browser.DownloadAsync("/processes/sales-cycle-7/file");
        var other = Encoding.UTF8.GetString(file).Replace("\"key\": \"sales-cycle-7\"", "\"key\": \"carried\"", StringComparison.Ordinal);

        Assert.IsType<ProcessRead.Added>(await desk.DoAsync<ProcessFile, ProcessRead>(verb => verb.ReadAsync(Encoding.UTF8.GetBytes(other))));

        var process = await desk.App.InDbAsync(db => db.Processes.AsNoTracking().SingleAsync(its => its.Key == "carried"));
        var carried = await desk.App.InDbAsync(db => db.ProcessVersions.AsNoTracking().SingleAsync(its => its.Id == process.CurrentVersionId));
        Assert.Equal(Template.With("sales-cycle-7").Stages.Single(stage => stage.Key == "qualify-fit").TalkTrack, carried.StageWithKey("qualify-fit")!.TalkTrack);
        Assert.Empty(carried.Stages[0].TalkTrack);
    }

    [Fact]
    public void Every_template_asks_BANT_somewhere_in_three_languages()
    {
        foreach (var template in Template.All)
        {
            var points = template.Stages.SelectMany(stage => stage.TalkTrack ?? []).ToList();
            Assert.Contains(points, point => point is { Questionnaire: "bant", Question: "need-for-us" });
            Assert.All(points, point => Assert.True(point.Text.En.Length > 0 && point.Text.De.Length > 0 && point.Text.Pl.Length > 0, point.Key));
            Assert.All(points.Where(point => point.Questionnaire is not null), point =>
                Assert.NotNull(Trichter.Leads.Questionnaires.QuestionnaireTemplate.With(point.Questionnaire!)!.Groups.SelectMany(group => group.Questions).FirstOrDefault(question => question.Key == point.Question)));
        }
    }

    private Task<ProcessVersion> DraftAsync() => desk.App.InDbAsync(db => db.ProcessVersions.AsNoTracking().SingleAsync(version => version.State == VersionState.Draft));
}
