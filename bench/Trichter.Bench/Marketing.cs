using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Trichter.Bench;

/// <summary>What marketing loads: a universe of many companies from a bought list, its filters with their count, and clicks that are on disk before they are answered.</summary>
internal static class Marketing
{
    private const int Clients = 64, Clicks = 40_000;

    /// <summary>What stays below the largest file that is taken.</summary>
    private const int RowsOfOneFile = 400_000;

    private static readonly string[] Industries = ["25.11", "28.92", "41.00", "46.63", "62.10", "71.12", "86.10", "01.11"];
    private static readonly string[] Cities = ["Rostock", "München", "Wrocław", "Gdańsk", "Leipzig"];

    public static async Task RunAsync(string name, string? postgres, int suspects)
    {
        using var server = new Server(postgres);
        var password = await server.SetUpAsync();
        var file = Path.Combine(server.Folder, "suspects.csv");
        var import = new Stopwatch();
        foreach (var some in Enumerable.Range(0, suspects).Chunk(RowsOfOneFile))
        {
            await File.WriteAllLinesAsync(file, some.Select(Line).Prepend("name,street,postal_code,city,country,employees,industry,domain"), Encoding.UTF8);
            import.Start();
            await server.CommandAsync("import", file, "--as", "suspects");
            import.Stop();
        }

        Bench.Row(name, string.Create(CultureInfo.InvariantCulture, $"import of {suspects:N0} suspects, each file with a start of the program; rows a second"), 1, [import.Elapsed.TotalMilliseconds], TimeSpan.FromSeconds(import.Elapsed.TotalSeconds / suspects));
        File.Delete(file);

        await server.StartAsync();
        using var visitor = new Visitor(server.Address);
        await visitor.SignInAsync("jana@nordwerk.example", password);
        await Bench.MeasureAsync(name, "universe by industry, size and region, with count", 1, n => visitor.GetAsync($"/market?industry={Industries[n % Industries.Length]}&from=50&to=500&country=DE&postal={18 + n % 60}"));
        await Bench.MeasureAsync(name, "universe by a section of industries and size, with count", 1, n => visitor.GetAsync($"/market?industry={"CFGJ"[n % 4]}&from={n % 9 * 20}&country=DE"));

        await visitor.PostAsync("/campaigns/links", ("_handler", "link"), ("Target", "https://nordwerk.example/ramme"), ("Code", "ramme"), ("Source", "fair"), ("Medium", ""), ("Campaign", ""), ("Content", ""), ("Term", ""));
        await PlainClients.MeasureAsync(name, "click on a short address, stored before it leads on", server.Address, "/go/ramme", "302", Clients, Clicks);
        Console.WriteLine($"| {name} | memory of the server, MB | | {server.MemoryInMegabytes} | | |");
    }

    private static string Line(int n) => string.Create(CultureInfo.InvariantCulture,
        $"Firma {n} GmbH,Hafenstraße {n % 200},{n % 90_000 + 10_000},{Cities[n % Cities.Length]},{(n % 3 == 0 ? "PL" : "DE")},{n * 37 % 900 + 1},{Industries[n % Industries.Length]},firma{n}.example");
}
