using System.Collections.Concurrent;

namespace Trichter.Bench;

/// <summary>
/// Kills the program (kill -9) at random moments, while people work, while a file is imported and while a backup is written, and looks each time
/// what the database holds: everything that was acknowledged, and nothing half done.
/// </summary>
internal sealed class Crash(Server server, string name)
{
    private const int Clients = 4;

    private readonly Random dice = new(20261122);
    private readonly ConcurrentDictionary<string, bool> promised = new();
    private readonly ConcurrentDictionary<string, (string Acknowledged, string Attempted)> moved = new();
    private readonly List<double> starts = [];
    private readonly List<string> faults = [];
    private int requests;

    public static async Task<bool> RunAsync(string name, string? postgres, int rounds)
    {
        using var server = new Server(postgres);
        var password = await server.SetUpAsync();
        var crash = new Crash(server, name);

        for (var round = 0; round < rounds; round++)
        {
            switch (round % 4)
            {
                case 2:
                    await crash.KillImportAsync(round);
                    break;
                case 3:
                    await crash.KillBackupAsync(round);
                    break;
                default:
                    await crash.KillServerAsync(password, round);
                    break;
            }

            await crash.LookAsync(round);
        }

        crash.Say(rounds);
        return crash.faults.Count == 0;
    }

    private async Task KillServerAsync(string password, int round)
    {
        starts.Add((await server.StartAsync()).TotalMilliseconds);
        using var visitor = new Visitor(server.Address);
        await visitor.SignInAsync("jana@nordwerk.example", password);
        var (stages, deals) = (await server.ReadAsync("select cast(id as text) from stages order by position limit 2"), await server.ReadAsync("select cast(id as text) from deals where name like 'Crash %' order by name limit 40"));

        using var stop = new CancellationTokenSource();
        var work = Enumerable.Range(0, Clients).Select(client => WorkAsync(visitor, round, client, stages, [.. deals.Where((_, index) => index % Clients == client)], stop.Token)).ToList();
        await Task.Delay(dice.Next(50, 1500));
        server.Stop();
        await stop.CancelAsync();
        await Task.WhenAll(work);
    }

    /// <summary>Creates and moves until the server is gone; what was answered is a promise.</summary>
    private async Task WorkAsync(Visitor visitor, int round, int client, List<string> stages, List<string> deals, CancellationToken cancellation)
    {
        for (var n = 0; !cancellation.IsCancellationRequested; n++)
        {
            try
            {
                if (n % 2 == 0 || deals.Count == 0)
                {
                    var deal = $"Crash {round:000}-{client}-{n:0000}";
                    await visitor.PostAsync("/deals/new", ("_handler", "new-deal"), ("Form.Name", deal), ("Form.Company", ""), ("Form.Value", "1000"), ("Form.Process", "sales-cycle-7"));
                    promised[deal] = true;
                }
                else
                {
                    var (deal, stage) = (deals[n % deals.Count], stages[n / 2 % stages.Count]);
                    moved[deal] = (moved.GetValueOrDefault(deal, (Acknowledged: "", Attempted: "")).Acknowledged, stage);
                    await visitor.PostAsync($"/deals/{deal}/move", ("_handler", "move-deal"), ("Form.StageId", stage), ("Form.Reason", "Crash"), ("Form.ReturnUrl", "/more"));
                    moved[deal] = (stage, stage);
                }

                Interlocked.Increment(ref requests);
            }
            catch (Exception gone) when (gone is HttpRequestException or InvalidOperationException or TaskCanceledException or IOException)
            {
                if (gone is HttpRequestException) return;
            }
        }
    }

    private async Task KillImportAsync(int round)
    {
        var file = Path.Combine(server.Folder, $"import-{round}.csv");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, 6000).Select(n => $"imp-{round}-{n},Imported {round} {n},Company {n % 300},{n}").Prepend("id,name,company,value"));
        await server.KillDuringAsync(TimeSpan.FromMilliseconds(dice.Next(800, 6000)), "import", file, "--as", "deals", "--process", "sales-cycle-7");
    }

    private async Task KillBackupAsync(int round)
    {
        var file = Path.Combine(server.Folder, $"backup-{round}.zip");
        await server.KillDuringAsync(TimeSpan.FromMilliseconds(dice.Next(800, 4000)), "backup", file);
        if (File.Exists(file) && await server.ExitCodeAsync("restore", file, "--dry-run") != 0) faults.Add($"{round}: a backup that is not whole stands under its name");
    }

    private async Task LookAsync(int round)
    {
        var known = (await server.ReadAsync("select name from deals where name like 'Crash %'")).ToHashSet();
        faults.AddRange(promised.Keys.Where(deal => !known.Contains(deal)).Select(deal => $"{round}: lost {deal}"));

        var stages = (await server.ReadAsync("select cast(id as text) || ' ' || cast(stage_id as text) from deals where name like 'Crash %'")).Select(row => row.Split(' ')).ToDictionary(row => row[0], row => row[1]);
        faults.AddRange(moved.Where(its => its.Value.Acknowledged.Length > 0 && stages[its.Key] != its.Value.Acknowledged && stages[its.Key] != its.Value.Attempted).Select(its => $"{round}: lost a move of {its.Key}"));

        foreach (var (what, sql) in HalfDone)
            if ((await server.ReadAsync($"select cast(count(*) as text) from ({sql}) as half"))[0] is var count && count != "0") faults.Add($"{round}: {count} × {what}");
        foreach (var unwell in await server.UnwellAsync())
            faults.Add($"{round}: check says {unwell}");
    }

    private static readonly (string What, string Sql)[] HalfDone =
    [
        ("an open deal without its one open visit", "select d.id from deals d where d.outcome = 'Open' and d.deleted_at is null and (select count(*) from stage_transitions t where t.deal_id = d.id and t.left_to is null) <> 1"),
        ("a deal that stands elsewhere than its visit", "select d.id from deals d join stage_transitions t on t.deal_id = d.id and t.left_to is null where t.stage_id <> d.stage_id"),
        ("a deal without its entry in the ledger", "select d.id from deals d where not exists (select 1 from ledger l where l.record_id = d.id and l.action = 'Created')"),
        ("a ledger entry without its change", "select l.id from ledger l where not exists (select 1 from changes c where c.id = l.change_id)"),
        ("an import that counted other than it brought in", "select i.id from imports i where i.created <> (select count(*) from ledger l where l.change_id = i.change_id and l.record = 'Deal' and l.action = 'Created')"),
    ];

    private void Say(int rounds)
    {
        starts.Sort();
        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"| {name} | {rounds} | {requests} | {promised.Count} | {moved.Count} | {faults.Count} | {starts[starts.Count / 2]:0} | {starts[^1]:0} |"));
        foreach (var fault in faults.Take(20)) Console.WriteLine($"  {fault}");
    }
}
