using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.History;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>A process of plain stages, and deals with a history as somebody brings them along.</summary>
internal sealed class PastDeals(SalesProcess process, ProcessVersion version)
{
    private static readonly string[] Ends = ["won", "lost"];

    public SalesProcess Process => process;

    /// <summary>The process stands before those that are there already.</summary>
    /// <param name="existingEnterAt">Where existing customers begin; the first stage if nothing is said.</param>
    public static async Task<PastDeals> AddAsync(Desk desk, string[] stages, string? existingEnterAt = null)
    {
        var process = new SalesProcess { Key = "plain", Name = Same("Plain"), Description = Localized.Empty, Position = -1 };
        var version = new ProcessVersion { ProcessId = process.Id, Number = 1, State = VersionState.Published, PublishedAt = desk.App.Clock.Now };
        foreach (var (stage, place) in stages.Select((stage, place) => (stage, place)))
        {
            version.Add(new Stage
            {
                Key = stage,
                Position = place + 1,
                Name = Same(stage),
                Phases = [Phase.All[Math.Min(2 + place, 6)].Id],
                Goal = Localized.Empty,
                ForNewCustomers = place == 0,
                ForExistingCustomers = stage == (existingEnterAt ?? stages[0]),
            });
        }

        process.CurrentVersionId = version.Id;
        await desk.App.InDbAsync(db =>
        {
            db.AddRange(process, version);
            return db.SaveChangesAsync();
        });
        return new PastDeals(process, version);
    }

    /// <param name="steps">Stage, "won" or "lost", and the day.</param>
    public (Deal Deal, IReadOnlyList<StageTransition> Rows) Made(
        string name, IEnumerable<(string What, DateOnly Day)> steps, DateTime now, long value = 100_000, string source = "", string product = "", bool existing = false, bool imported = true)
    {
        var all = steps.ToList();
        var deal = new Deal
        {
            Name = name,
            ProcessId = process.Id,
            VersionId = version.Id,
            Currency = "EUR",
            ValueMinor = value,
            Source = source,
            EntrySource = source,
            Product = product,
            ExistingCustomer = existing,
            CreatedAt = now,
            LastActivityAt = now,
        };
        var history = new StageHistory(deal.Id, version, []) { RecordedAt = now, Imported = imported };
        foreach (var (what, day) in all)
        {
            if (Ends.Contains(what)) history.End(what, Moment.OnDay(day), () => version.Stages[0]);
            else history.Enter(version.StageWithKey(what)!, Moment.OnDay(day));
        }

        var last = history.Rows[^1];
        (deal.StageId, deal.Position, deal.StageEnteredAt) = (last.StageId!.Value, last.Position, last.EnteredAt!.Value);
        deal.Outcome = all[^1].What switch { "won" => Outcome.Won, "lost" => Outcome.Lost, _ => Outcome.Open };
        if (!deal.IsOpen) deal.OutcomeAt = last.LeftAt;
        return (deal, history.Rows);
    }

    public static Task SaveAsync(Desk desk, IEnumerable<(Deal Deal, IReadOnlyList<StageTransition> Rows)> deals) => desk.App.InDbAsync(db =>
    {
        foreach (var (deal, rows) in deals)
        {
            db.Add(deal);
            db.AddRange(rows);
        }

        return db.SaveChangesAsync();
    });

    private static Localized Same(string text) => new(text, text, text);
}
