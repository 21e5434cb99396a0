using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Trichter.Bench;

/// <summary>A segment of many people that is kept current, and a mailing to ten thousand of them through a relay that takes everything.</summary>
internal static class Mailings
{
    private const int Written = 10_000;

    public static async Task RunAsync(string name, string? postgres, int people)
    {
        using var server = new Server(postgres);
        var password = await server.SetUpAsync();
        var file = Path.Combine(server.Folder, "people.csv");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, people).Select(n => $"Jan,{(n < Written ? "Written" : "Other")}{n},bench{n}@firma{n % 5000}.example").Prepend("first_name,last_name,email"), Encoding.UTF8);
        await server.CommandAsync("import", file, "--as", "people");

        await server.StartAsync();
        using var visitor = new Visitor(server.Address);
        await visitor.SignInAsync("jana@nordwerk.example", password);
        await visitor.GetAsync($"/people/{(await server.ReadAsync("select cast(id as text) from people where main_email = 'bench1@firma1.example'"))[0]}/consent");
        await Agreed.ToNewsAsync(server);

        await SegmentAsync(visitor, "everybody", "?f=first-name~is~Jan");
        var filled = await UntilAsync(server, "select name from segments where name = 'everybody' and not is_stale");
        Bench.Row(name, $"segment of {people:N0} people, filled", 1, [filled.TotalMilliseconds], filled);
        var read = "select cast(rows_read as text) from segments where name = 'everybody'";
        await SegmentAsync(visitor, "written", "?f=last-name~contains~written");
        await UntilAsync(server, "select name from segments where name = 'written' and not is_stale");

        var seal = await SealAsync(server);
        var person = (await server.ReadAsync("select cast(id as text) from people where main_email = 'bench20001@firma1.example'"))[0];
        await visitor.PostAsync($"/people/{person}/delete");
        var followed = await UntilAsync(server, $"select name from segments where name = 'everybody' and seal > {seal} and members = {people - 1}");
        Bench.Row(name, $"segment after one of them went: people looked at {(await server.ReadAsync(read))[0]}", 1, [followed.TotalMilliseconds], followed);

        using var sink = new MailSink();
        await visitor.PostAsync("/settings/mail", ("_handler", "relay"), ("Form.Host", "127.0.0.1"), ("Form.Port", $"{sink.Port}"), ("Form.Security", "None"), ("Form.FromName", "Nordwerk"), ("Form.FromAddress", "news@nordwerk.example"), ("Form.Address", server.Address.ToString()));
        var segment = (await server.ReadAsync("select cast(id as text) from segments where name = 'written'"))[0];
        var mailing = await visitor.PostAsync("/campaigns/mailings/new", ("_handler", "mailing"), ("Name", "November"), ("Purpose", "Newsletter"), ("SegmentId", segment), ("Imprint", "Nordwerk GmbH, Rostock"),
            ("Subject-en", "News for {{first_name}}"), ("Body-en", "# {{salutation}}\n\nOur **new** pile driver.\n\n[See it](https://nordwerk.example/ramme)"));
        var watch = Stopwatch.StartNew();
        await visitor.PostAsync(mailing, ("_handler", "start"), ("SendAt", ""));
        while (sink.Taken == 0) await Task.Delay(20);
        var queued = watch.Elapsed;
        while (sink.Taken < Written && watch.Elapsed < TimeSpan.FromMinutes(5)) await Task.Delay(20);
        var sending = watch.Elapsed - queued;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | mailing to {Written:N0}: first mail after, then all of them; mails a second | 1 | {queued.TotalMilliseconds:0} | {sending.TotalMilliseconds:0} | {sink.Taken / sending.TotalSeconds:0} |"));
        Console.WriteLine($"| {name} | memory of the server, MB | | {server.MemoryInMegabytes} | | |");
    }

    private static Task<string> SegmentAsync(Visitor visitor, string name, string query) =>
        visitor.PostAsync($"/campaigns/segments/new{query}", ("_handler", "segment"), ("name", name), ("kind", "Dynamic"), ("query", query));

    private static async Task<string> SealAsync(Server server) => (await server.ReadAsync("select cast(max(seal) as text) from segments"))[0];

    private static async Task<TimeSpan> UntilAsync(Server server, string sql)
    {
        var watch = Stopwatch.StartNew();
        while ((await server.ReadAsync(sql)).Count == 0) await Task.Delay(watch.Elapsed < TimeSpan.FromMinutes(3) ? 50 : throw new TimeoutException(sql));
        return watch.Elapsed;
    }
}
