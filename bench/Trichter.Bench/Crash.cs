using System.Globalization;

namespace Trichter.Bench;

/// <summary>
/// Kills the program (kill -9) at random moments: while people work and what they did is delivered, during an import, a backup, the undo of an
/// import as a whole, the upgrade of an older database, and one of two nodes. Looks each time what the database holds: everything that was
/// acknowledged, nothing half done, nothing delivered twice.
/// </summary>
internal sealed class Crash(Server server, string name, string password)
{
    private readonly Random dice = new(20261122);
    private readonly Promises promises = new();
    private readonly List<double> starts = [];
    private readonly List<string> faults = [];
    private readonly SortedDictionary<string, int> kills = new(StringComparer.Ordinal);

    public static async Task<bool> RunAsync(string name, string? postgres, int rounds)
    {
        using var server = new Server(postgres);
        var crash = new Crash(server, name, await server.SetUpAsync());
        List<(string What, Func<int, Task> Kill)> ways =
        [
            ("work", crash.KillServerAsync), ("import", crash.KillImportAsync), ("issuing of invoices", crash.KillIssueAsync), ("work", crash.KillServerAsync), ("backup", crash.KillBackupAsync),
            ("undo of an import", crash.KillUndoAsync), ("upgrade", round => crash.KillUpgradeAsync(postgres, round)),
        ];
        if (postgres is not null) ways.Add(("one of two nodes", crash.KillNodeAsync));

        for (var round = 0; round < rounds; round++)
        {
            var (what, kill) = ways[round % ways.Count];
            await kill(round);
            crash.kills[what] = crash.kills.GetValueOrDefault(what) + 1;
            await crash.LookAsync(round);
        }

        crash.Say(rounds);
        return crash.faults.Count == 0;
    }

    private async Task KillServerAsync(int round)
    {
        starts.Add((await server.StartAsync()).TotalMilliseconds);
        using var visitor = await EnterAsync(server);
        using var stop = new CancellationTokenSource();
        var work = await promises.WorkAsync(server, [visitor], round, stop.Token);
        await Task.Delay(dice.Next(50, 5000));
        server.Stop();
        await stop.CancelAsync();
        await Task.WhenAll(work);
    }

    /// <summary>People work at both; one dies, and the other goes on.</summary>
    private async Task KillNodeAsync(int round)
    {
        using var other = server.Twin();
        starts.Add((await server.StartAsync()).TotalMilliseconds);
        await other.StartAsync();
        using var here = await EnterAsync(server);
        using var there = await EnterAsync(other);
        using var stop = new CancellationTokenSource();
        var work = await promises.WorkAsync(server, [here, there], round, stop.Token);
        await Task.Delay(dice.Next(50, 4000));
        server.Stop();
        var before = promises.Kept;
        await Task.Delay(1500);
        if (promises.Kept == before) faults.Add($"{round}: the other node answered nothing");
        other.Stop();
        await stop.CancelAsync();
        await Task.WhenAll(work);
    }

    /// <summary>Four people issue invoices at once. What was answered is issued; no number is missing or given twice.</summary>
    private async Task KillIssueAsync(int round)
    {
        starts.Add((await server.StartAsync()).TotalMilliseconds);
        using var visitor = await EnterAsync(server);
        orderToBill ??= await visitor.OrderAsync(server, (await server.ReadAsync("select cast(id as text) from deals where company_id is not null and deleted_at is null order by id limit 1"))[0]);
        var drafts = new List<string>();
        for (var n = 0; n < Drafts; n++) drafts.Add(await visitor.PostAsync($"{orderToBill}/invoices", ("what", "DownPayment"), ("percent", "0.01")));

        var answered = new System.Collections.Concurrent.ConcurrentBag<string>();
        var work = Enumerable.Range(0, 4).Select(async client =>
        {
            foreach (var draft in drafts.Where((_, index) => index % 4 == client))
                if (await promises.TryAsync(() => visitor.PostAsync($"{draft}", ("_handler", "issue")))) answered.Add(draft.Split('/')[^1]);
        }).ToList();
        await Task.Delay(dice.Next(50, 900));
        server.Stop();
        await Task.WhenAll(work);
        foreach (var draft in answered)
            if (await CountAsync($"select id from invoices where lower(cast(id as text)) = '{draft}' and number <> ''") != 1) faults.Add($"{round}: an issued invoice is lost");
    }

    private const int Drafts = 60;
    private string? orderToBill;

    private async Task KillImportAsync(int round) =>
        await server.KillDuringAsync(TimeSpan.FromMilliseconds(dice.Next(800, 5000)), "import", await FileAsync(round), "--as", "deals", "--process", "sales-cycle-7");

    private async Task KillBackupAsync(int round)
    {
        var file = Path.Combine(server.Folder, $"backup-{round}.zip");
        await server.KillDuringAsync(TimeSpan.FromMilliseconds(dice.Next(800, 3000)), "backup", file);
        if (File.Exists(file) && await server.ExitCodeAsync("restore", file, "--dry-run") != 0) faults.Add($"{round}: a backup that is not whole stands under its name");
        File.Delete(file);
    }

    /// <summary>Thousands of records change at once, or none.</summary>
    private async Task KillUndoAsync(int round)
    {
        await server.CommandAsync("import", await FileAsync(round), "--as", "deals", "--process", "sales-cycle-7");
        var import = (await server.ReadAsync("select cast(change_id as text) from imports order by id desc limit 1"))[0];
        starts.Add((await server.StartAsync()).TotalMilliseconds);
        using var visitor = await EnterAsync(server);
        var undo = promises.TryAsync(() => visitor.PostAsync($"/undo/{import}", ("returnUrl", "/more")));
        await Task.Delay(dice.Next(20, 3000));
        server.Stop();
        var answered = await undo;

        var (left, undone) = (await CountAsync($"select d.id from deals d where d.name like 'Imported {round} %' and d.deleted_at is null"), await CountAsync($"select c.id from changes c where c.undone_by is not null and lower(cast(c.id as text)) = '{import.ToLowerInvariant()}'"));
        if ((left, undone) is not ((0, 1) or (Rows, 0))) faults.Add($"{round}: an undo left {left} deals, marked {undone}");
        if (answered && undone == 0) faults.Add($"{round}: an undo that was answered is lost");
    }

    private async Task KillUpgradeAsync(string? postgres, int round)
    {
        using var old = new Server(postgres);
        await OldDatabase.MakeAsync(old);
        await old.KillDuringAsync(TimeSpan.FromMilliseconds(dice.Next(300, 2500)), "serve");

        var upgraded = await old.ReadAsync("select name from migrations where name > '0009_imports.sql'");
        if (upgraded.Count is not 0 && upgraded.Count != OldDatabase.Missing(postgres is not null)) faults.Add($"{round}: an upgrade stopped half way, after {upgraded[^1]}");
        await old.StartAsync();
        old.Stop();
        if (await old.UnwellAsync() is { Count: > 0 } unwell) faults.Add($"{round}: after an upgrade, check says {string.Join(", ", unwell)}");
    }

    private async Task<Visitor> EnterAsync(Server at)
    {
        var visitor = new Visitor(at.Address);
        await visitor.SignInAsync("jana@nordwerk.example", password);
        return visitor;
    }

    private const int Rows = 3000;

    private async Task<string> FileAsync(int round)
    {
        var file = Path.Combine(server.Folder, $"import-{round}.csv");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, Rows).Select(n => $"imp-{round}-{n},Imported {round} {n},Company {n % 300},{n}").Prepend("id,name,company,value"));
        return file;
    }

    private async Task LookAsync(int round)
    {
        faults.AddRange((await promises.BrokenAsync(server)).Select(broken => $"{round}: {broken}"));
        foreach (var (what, sql) in HalfDone)
            if (await CountAsync(sql) is > 0 and var count) faults.Add($"{round}: {count} × {what}");
        foreach (var unwell in await server.UnwellAsync())
            faults.Add($"{round}: check says {unwell}");
    }

    private async Task<int> CountAsync(string sql) =>
        int.Parse((await server.ReadAsync($"select cast(count(*) as text) from ({sql}) as counted"))[0], CultureInfo.InvariantCulture);

    private static readonly (string What, string Sql)[] HalfDone =
    [
        ("an open deal without its one open visit", "select d.id from deals d where d.outcome = 'Open' and d.deleted_at is null and (select count(*) from stage_transitions t where t.deal_id = d.id and t.left_to is null) <> 1"),
        ("a deal that stands elsewhere than its visit", "select d.id from deals d join stage_transitions t on t.deal_id = d.id and t.left_to is null where t.stage_id <> d.stage_id and d.deleted_at is null"),
        ("a deal without its entry in the ledger", "select d.id from deals d where not exists (select 1 from ledger l where l.record_id = d.id and l.action = 'Created')"),
        ("a ledger entry without its change", "select l.id from ledger l where not exists (select 1 from changes c where c.id = l.change_id)"),
        ("an import that counted other than it brought in", "select i.id from imports i where i.created <> (select count(*) from ledger l where l.change_id = i.change_id and l.record = 'Deal' and l.action = 'Created')"),
        ("a sale delivered twice", "select l.record_id from ledger l where l.record = 'Company' and l.action = 'Changed' and l.fields like '%CustomerSince%' group by l.record_id having count(*) > 1"),
        ("an issued invoice that was not kept", "select i.id from invoices i where i.number <> '' and not exists (select 1 from invoices_kept k where k.invoice_id = i.id)"),
        ("a number that no invoice has", "select c.kind from number_counters c where c.kind = 'Invoice' and c.last_number <> (select count(*) from invoices i where i.number <> '' and i.kind <> 'Cancellation')"),
        ("a break in the chain of invoices", "select k.id from invoices_kept k where k.place > 1 and not exists (select 1 from invoices_kept b where b.place = k.place - 1 and b.hash = k.hash_before)"),
        ("a delivered sale that made no customer", "select t.id from timeline t join deals d on d.id = t.subject_id join companies c on c.id = d.company_id where t.kind = 'DealWon' and t.delivered_at is not null and d.outcome = 'Won' and c.customer_since is null"),
    ];

    private void Say(int rounds)
    {
        starts.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {rounds} | {promises.Kept} | {promises.Created} | {promises.Moved} | {promises.Won} | {faults.Count} | {starts[starts.Count / 2]:0} | {starts[^1]:0} |"));
        Console.WriteLine($"  {name}: {string.Join(", ", kills.Select(its => $"{its.Key} {its.Value}"))}");
        foreach (var fault in faults.Take(20)) Console.WriteLine($"  {fault}");
    }
}
