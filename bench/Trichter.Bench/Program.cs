using System.Globalization;
using Trichter.Bench;

// Loads and crashes, over HTTP against the program in a process of its own, on SQLite and, where a server is named, on PostgreSQL; on one of them alone where TRICHTER_BENCH_ONLY says so.
var postgres = Environment.GetEnvironmentVariable("TRICHTER_BENCH_POSTGRES");
var databases = postgres is { Length: > 0 } ? new[] { ("SQLite", (string?)null), ("PostgreSQL", postgres) } : [("SQLite", null)];
if (Environment.GetEnvironmentVariable("TRICHTER_BENCH_ONLY") is { Length: > 0 } only) databases = [.. databases.Where(its => its.Item1 == only)];

if (args is ["crash", ..])
{
    var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 200;
    Console.WriteLine("| database | kills | answered | deals created | moved | won | faults | start after a kill, ms | longest |");
    Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
    var well = true;
    foreach (var (name, server) in databases) well &= await Crash.RunAsync(name, server, rounds);
    return well ? 0 : 1;
}

if (args is ["marketing", ..])
{
    var suspects = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000;
    Console.WriteLine("| database | what | clients | middle | 95 % | per second |");
    Console.WriteLine("|---|---|---|---|---|---|");
    foreach (var (name, server) in databases) await Marketing.RunAsync(name, server, suspects);
    return 0;
}

if (args is ["mailings", ..])
{
    var people = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000;
    Console.WriteLine("| database | what | clients | middle | 95 % | per second |");
    Console.WriteLine("|---|---|---|---|---|---|");
    foreach (var (name, server) in databases) await Mailings.RunAsync(name, server, people);
    return 0;
}

var onlyReports = args is ["reports", ..];
if (onlyReports) args = args[1..];
var deals = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200_000;
Console.WriteLine($"{deals:N0} deals, {Environment.ProcessorCount} cores. Milliseconds: middle, and 95 of 100 are faster than.");
Console.WriteLine();
Console.WriteLine("| database | what | clients | middle | 95 % | per second |");
Console.WriteLine("|---|---|---|---|---|---|");
foreach (var (name, server) in databases) await (onlyReports ? Bench.ReportsAsync(name, server, deals) : Bench.RunAsync(name, server, deals));
return 0;
