using System.Collections.Concurrent;

namespace Trichter.Bench;

/// <summary>People at work until the program is gone. What was answered is a promise, which the database has to keep.</summary>
internal sealed class Promises
{
    private const int Clients = 4;

    private readonly ConcurrentDictionary<string, bool> created = new();
    private readonly ConcurrentDictionary<string, (string Acknowledged, string Attempted)> moved = new();
    private readonly ConcurrentDictionary<string, bool> won = new();
    private int kept;

    public int Kept => kept;
    public int Created => created.Count;
    public int Moved => moved.Count(its => its.Value.Acknowledged.Length > 0);
    public int Won => won.Count;

    public async Task<IReadOnlyList<Task>> WorkAsync(Server server, IReadOnlyList<Visitor> visitors, int round, CancellationToken cancellation)
    {
        var stages = await server.ReadAsync("select cast(id as text) from stages order by position limit 2");
        var deals = await server.ReadAsync("select cast(id as text) from deals where name like 'Crash %' and outcome = 'Open' order by name limit 40");
        return
        [
            .. Enumerable.Range(0, Clients).Select(client => WorkAsync(
                visitors[client % visitors.Count], $"{round:000}-{client}", stages, [.. deals.Where((_, index) => index % Clients == client)], cancellation)),
        ];
    }

    /// <returns>Whether it was answered.</returns>
    public async Task<bool> TryAsync(Func<Task> request)
    {
        try
        {
            await request();
            Interlocked.Increment(ref kept);
            return true;
        }
        catch (Exception gone) when (gone is HttpRequestException or InvalidOperationException or TaskCanceledException or IOException)
        {
            return false;
        }
    }

    public async Task<IReadOnlyList<string>> BrokenAsync(Server server)
    {
        var names = (await server.ReadAsync("select name from deals where name like 'Crash %'")).ToHashSet();
        var rows = (await server.ReadAsync("select cast(id as text) || ' ' || cast(stage_id as text) || ' ' || outcome from deals where name like 'Crash %'")).Select(row => row.Split(' ')).ToDictionary(row => row[0]);
        return
        [
            .. created.Keys.Where(deal => !names.Contains(deal)).Select(deal => $"lost {deal}"),
            .. moved.Where(its => its.Value.Acknowledged.Length > 0 && rows[its.Key][1] != its.Value.Acknowledged && rows[its.Key][1] != its.Value.Attempted).Select(its => $"lost a move of {its.Key}"),
            .. won.Keys.Where(deal => rows[deal][2] != "Won").Select(deal => $"lost the sale of {deal}"),
        ];
    }

    private async Task WorkAsync(Visitor visitor, string who, List<string> stages, List<string> deals, CancellationToken cancellation)
    {
        for (var n = 0; !cancellation.IsCancellationRequested; n++)
        {
            var answered = (n % 3, deals.Count) switch
            {
                (0, _) or (_, 0) => await CreateAsync(visitor, $"Crash {who}-{n:0000}", $"Crash {who}"),
                (1, _) => await MoveAsync(visitor, deals[n % deals.Count], stages[n / 3 % stages.Count]),
                _ => await WinAsync(visitor, deals[^1], deals),
            };
            if (!answered) await Task.Delay(30, CancellationToken.None);
        }
    }

    private async Task<bool> CreateAsync(Visitor visitor, string deal, string company)
    {
        var answered = await TryAsync(() => visitor.PostAsync(
            "/deals/new", ("_handler", "new-deal"), ("Form.Name", deal), ("Form.Company", company), ("Form.Value", "1000"), ("Form.Process", "sales-cycle-7")));
        if (answered) created[deal] = true;
        return answered;
    }

    private async Task<bool> MoveAsync(Visitor visitor, string deal, string stage)
    {
        moved[deal] = (moved.GetValueOrDefault(deal, (Acknowledged: "", Attempted: "")).Acknowledged, stage);
        var answered = await TryAsync(() => visitor.PostAsync(
            $"/deals/{deal}/move", ("_handler", "move-deal"), ("Form.StageId", stage), ("Form.Reason", "Crash"), ("Form.ReturnUrl", "/more")));
        if (answered) moved[deal] = (stage, stage);
        return answered;
    }

    /// <summary>Nobody moves a deal that is being won: the sale decides its stage.</summary>
    private async Task<bool> WinAsync(Visitor visitor, string deal, List<string> deals)
    {
        deals.Remove(deal);
        moved.TryRemove(deal, out _);
        var answered = await TryAsync(() => visitor.PostAsync(
            $"/deals/{deal}/close", ("_handler", "close-deal"), ("Form.Outcome", "Won"), ("Form.Acceptance", "Crash"), ("Form.Note", "Crash"), ("Form.ReturnUrl", "/more")));
        if (answered) won[deal] = true;
        return answered;
    }
}
