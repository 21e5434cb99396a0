using Trichter.Bench;

// Loads over HTTP against the program in a process of its own, on SQLite and, where a server is named, on PostgreSQL.
var deals = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 200_000;
Console.WriteLine($"{deals:N0} deals, {Environment.ProcessorCount} cores. Milliseconds: middle, and 95 of 100 are faster than.");
Console.WriteLine();
Console.WriteLine("| database | what | clients | middle | 95 % | per second |");
Console.WriteLine("|---|---|---|---|---|---|");

await Bench.RunAsync("SQLite", null, deals);
if (Environment.GetEnvironmentVariable("TRICHTER_BENCH_POSTGRES") is { Length: > 0 } postgres)
    await Bench.RunAsync("PostgreSQL", postgres, deals);
