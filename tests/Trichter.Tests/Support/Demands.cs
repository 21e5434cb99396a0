using Microsoft.EntityFrameworkCore;
using Trichter.Process;
using Trichter.Process.Edit;

namespace Trichter.Tests.Support;

/// <summary>Publishes a version of the process whose first stage asks for one thing and nothing else.</summary>
internal static class Demands
{
    public static async Task DemandAsync(this Desk desk, string kind, params (string Name, string Value)[] parameters)
    {
        var process = await desk.App.InDbAsync(db => db.Processes.AsNoTracking().OrderBy(its => its.Position).FirstAsync());
        var first = (await desk.VersionAsync()).Stages[0];
        await desk.DoAsync<DraftProcess, ProcessVersion>(verb => verb.BeginAsync(process));

        var form = StageForm.Of((await desk.App.InDbAsync(db => db.ProcessVersions.AsNoTracking().SingleAsync(its => its.State == VersionState.Draft))).StageWithKey(first.Key)!);
        form.Criteria =
        [
            new CriterionRow
            {
                At = CriterionSide.Exit,
                Kind = kind,
                Severity = Severity.Block,
                Label = new Words { En = $"Asked: {kind}", De = kind, Pl = kind },
                Parameters = parameters.ToDictionary(one => one.Name, one => one.Value),
            },
        ];
        await desk.DoAsync<EditDraft, StageSaved>(verb => verb.SaveAsync(process, first.Key, form));
        Assert.IsType<PublishResult.Published>(await desk.DoAsync<PublishProcess, PublishResult>(verb => verb.RunAsync(process)));
    }

    /// <summary>True when the evidence supports a stage behind the first.</summary>
    public static async Task<bool> IsPassedAsync(this Desk desk, Guid deal) => (await desk.ReadAsync(deal)).EvidencedPosition > 1;
}
