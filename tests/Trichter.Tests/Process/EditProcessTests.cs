using System.Text;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Process;
using Trichter.Process.Edit;
using Trichter.Tests.Support;

namespace Trichter.Tests.Process;

/// <summary>A process is changed in a draft, looked through, compared, and published as a version that never changes again.</summary>
public sealed class EditProcessTests : IAsyncLifetime
{
    private const string Draft = "/processes/sales-cycle-7/draft";
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_stage_gets_other_words_days_criteria_and_a_playbook()
    {
        await BeginAsync();
        await desk.Browser.VisitAsync($"{Draft}/first-contact");
        await desk.Browser.SubmitAsync("main form:has([name='Form.Seen'])",
            ("Form.Name.De", "Kennenlernen"), ("Form.TargetDays", "4"), ("Form.Playbook.En", "Ask who decides.\nThen listen."),
            ("Form.Activities[0].Remove", true), ("Form.Criteria[0].Severity", "Block"));

        var stage = (await DraftAsync()).StageWithKey("first-contact")!;
        Assert.Equal(("Kennenlernen", 4, "Ask who decides.\nThen listen."), (stage.Name.De, stage.TargetDays, stage.Playbook.En.ReplaceLineEndings("\n")));
        Assert.Equal(Severity.Block, stage.Criteria[0].Severity);
        var published = (await desk.VersionAsync()).StageWithKey("first-contact")!;
        Assert.Equal(published.Activities.Count - 1, stage.Activities.Count);
        Assert.NotEqual("Kennenlernen", published.Name.De);
        Assert.Contains("target days", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_is_said_beside_the_field_and_nothing_typed_is_lost()
    {
        await BeginAsync();
        await desk.Browser.VisitAsync($"{Draft}/first-contact");
        await desk.Browser.SubmitAsync("main form:has([name='Form.Seen'])", ("Form.Name.En", "Hello there"), ("Form.TargetDays", "soon"));

        Assert.Contains("A whole number up to 3650.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("Hello there", desk.Browser.Page.QuerySelector("[name='Form.Name.En']")!.GetAttribute("value"));
        Assert.NotEqual("Hello there", (await DraftAsync()).StageWithKey("first-contact")!.Name.En);
    }

    [Fact]
    public async Task A_stage_without_a_phase_is_not_saved()
    {
        await BeginAsync();
        await desk.Browser.VisitAsync($"{Draft}/first-contact");
        foreach (var box in desk.Browser.Page.QuerySelectorAll<AngleSharp.Html.Dom.IHtmlInputElement>("[name='Form.Phases']")) box.IsChecked = false;
        await desk.Browser.SubmitAsync("main form:has([name='Form.Seen'])");
        Assert.Contains("Choose the phase that the stage belongs to.", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told()
    {
        await BeginAsync();
        await desk.Browser.VisitAsync($"{Draft}/first-contact");
        await desk.DoAsync<EditDraft, StageSaved>(async verb =>
        {
            var form = StageForm.Of((await DraftAsync()).StageWithKey("first-contact")!);
            form.Probability = "11";
            return await verb.SaveAsync(await ProcessAsync(), "first-contact", form);
        });

        await desk.Browser.SubmitAsync("main form:has([name='Form.Seen'])", ("Form.Probability", "12"));
        Assert.Contains("Somebody else saved this stage meanwhile", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(11, (await DraftAsync()).StageWithKey("first-contact")!.Probability);

        await desk.Browser.SubmitAsync("main form:has([name='Form.Seen'])");
        Assert.Equal(12, (await DraftAsync()).StageWithKey("first-contact")!.Probability);
    }

    [Fact]
    public async Task Stages_are_added_ordered_and_removed_and_each_step_can_be_undone()
    {
        await BeginAsync();
        var before = (await DraftAsync()).Stages.Select(stage => stage.Key).ToList();
        await desk.Browser.SubmitAsync($"form[action='{Draft}/stages']", ("name", "Site visit"));
        await desk.Browser.VisitAsync(Draft);
        Assert.Contains("The goal is missing in a language.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync($"form[action='{Draft}/stages/site-visit/move']:has([value='-1'])");
        var keys = (await DraftAsync()).Stages.Select(stage => stage.Key).ToList();
        Assert.Equal(before.Count + 1, keys.Count);
        Assert.Equal(Enumerable.Range(1, keys.Count), (await DraftAsync()).Stages.Select(stage => stage.Position));

        await desk.Browser.SubmitAsync($"form[action='{Draft}/stages/site-visit/remove']");
        Assert.Equal(before, (await DraftAsync()).Stages.Select(stage => stage.Key));
        await desk.Browser.SubmitAsync("[data-toast] form");
        Assert.Equal(keys, (await DraftAsync()).Stages.Select(stage => stage.Key));
    }

    [Fact]
    public async Task Publishing_makes_a_new_version_for_new_deals_and_its_undo_brings_the_draft_back()
    {
        var old = await desk.EnterAsync("Early bird");
        await BeginAsync();
        await desk.Browser.SubmitAsync($"form[action='{Draft}/stages']", ("name", "Site visit"));
        await desk.Browser.VisitAsync($"{Draft}/site-visit");
        await desk.Browser.SubmitAsync("main form:has([name='Form.Seen'])", ("Form.Goal.En", "Seen"), ("Form.Goal.De", "Gesehen"), ("Form.Goal.Pl", "Obejrzane"));
        await desk.Browser.SubmitAsync($"form[action='{Draft}/publish']");
        Assert.Contains("Version 2", desk.Browser.Text, StringComparison.Ordinal);
        var publish = await LastChangeAsync();

        var late = await desk.EnterAsync("Late bird");
        Assert.NotEqual(old.VersionId, late.VersionId);
        Assert.IsType<UndoResult.ChangedSince>(await UndoAsync(publish));

        await desk.DoAsync<UndoChange, UndoResult>(async undo => await undo.RunAsync(await LastChangeAsync(), _ => true));
        Assert.IsType<UndoResult.ChangedSince>(await UndoAsync(publish));
    }

    [Fact]
    public async Task A_publication_that_no_deal_stands_on_is_taken_back_with_its_draft_as_it_was()
    {
        await BeginAsync();
        await desk.Browser.SubmitAsync($"form[action='{Draft}/stages/first-contact/move']:has([value='1'])");
        var keys = (await DraftAsync()).Stages.Select(stage => stage.Key).ToList();
        var number = (await ProcessAsync()).CurrentVersionId;
        await desk.DoAsync<PublishProcess, PublishResult>(async verb => Assert.IsType<PublishResult.Published>(await verb.RunAsync(await ProcessAsync())));
        Assert.NotEqual(number, (await ProcessAsync()).CurrentVersionId);

        Assert.IsType<UndoResult.Undone>(await UndoAsync(await LastChangeAsync()));
        Assert.Equal(number, (await ProcessAsync()).CurrentVersionId);
        Assert.Equal(keys, (await DraftAsync()).Stages.Select(stage => stage.Key));
    }

    [Fact]
    public async Task A_definition_that_cannot_work_is_not_published_and_every_reason_is_listed()
    {
        await BeginAsync();
        foreach (var stage in (await DraftAsync()).Stages.Where(stage => stage.ForNewCustomers))
        {
            await desk.Browser.VisitAsync($"{Draft}/{stage.Key}");
            await desk.Browser.SubmitAsync("main form:has([name='Form.Seen'])", ("Form.ForNewCustomers", "off"), ("Form.Name.Pl", ""));
        }

        await desk.Browser.VisitAsync(Draft);
        Assert.Contains("No stage lets new customers in.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("The name is missing in a language.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.IsType<PublishResult.Faulty>(await desk.DoAsync<PublishProcess, PublishResult>(async verb => await verb.RunAsync(await ProcessAsync())));
    }

    [Fact]
    public async Task The_file_of_a_process_reads_back_as_the_same_definition()
    {
        var file = await desk.Browser.DownloadAsync("/processes/sales-cycle-7/file");
        Assert.Contains("\n      \"key\": \"first-contact\",\n", Encoding.UTF8.GetString(file), StringComparison.Ordinal);

        Assert.IsType<ProcessRead.Drafted>(await desk.DoAsync<ProcessFile, ProcessRead>(verb => verb.ReadAsync(file)));
        Assert.Empty(ProcessDifference.Between((await desk.VersionAsync()).Stages, (await DraftAsync()).Stages));

        var other = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("\"key\": \"sales-cycle-7\"", "\"key\": \"rental\"", StringComparison.Ordinal));
        Assert.IsType<ProcessRead.Added>(await desk.DoAsync<ProcessFile, ProcessRead>(verb => verb.ReadAsync(other)));
        await desk.Browser.VisitAsync("/processes/rental");
        Assert.IsType<ProcessRead.Unreadable>(await desk.DoAsync<ProcessFile, ProcessRead>(verb => verb.ReadAsync("[]"u8.ToArray())));
        Assert.IsType<ProcessRead.Unreadable>(await desk.DoAsync<ProcessFile, ProcessRead>(verb => verb.ReadAsync("{\"key\":\"x\",\"stages\":[null]}"u8.ToArray())));
    }

    [Fact]
    public async Task Retiring_keeps_the_last_process_in_use()
    {
        Assert.False(await desk.DoAsync<ChangeProcess, bool>(async verb => await verb.RetireAsync((await ProcessAsync()).Id)));
        await desk.DoAsync<AddProcess, SalesProcess>(verb => verb.RunAsync(Template.With("aida")));
        Assert.True(await desk.DoAsync<ChangeProcess, bool>(async verb => await verb.RetireAsync((await ProcessAsync()).Id)));
    }

    [Fact]
    public async Task Deals_of_a_retired_process_can_still_be_read()
    {
        var deal = await desk.EnterAsync("Tower crane");
        await desk.DoAsync<AddProcess, SalesProcess>(verb => verb.RunAsync(Template.With("aida")));
        await desk.DoAsync<ChangeProcess, bool>(async verb => await verb.RetireAsync((await ProcessAsync()).Id));

        await desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Contains("Tower crane", desk.Browser.Text, StringComparison.Ordinal);
    }

    private async Task BeginAsync()
    {
        await desk.Browser.VisitAsync("/processes/sales-cycle-7");
        await desk.Browser.SubmitAsync($"form[action='{Draft}']");
    }

    private Task<SalesProcess> ProcessAsync() => desk.App.InDbAsync(db => db.Processes.AsNoTracking().SingleAsync(process => process.Key == "sales-cycle-7"));

    private Task<ProcessVersion> DraftAsync() => desk.App.InDbAsync(db => db.ProcessVersions.AsNoTracking().SingleAsync(version => version.State == VersionState.Draft));

    private Task<UndoResult> UndoAsync(Guid change) => desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(change, _ => true));

    private Task<Guid> LastChangeAsync() => desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Select(change => change.Id).FirstAsync());
}
