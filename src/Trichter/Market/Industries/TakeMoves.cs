using CsvHelper;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Market.Industries;

/// <summary>Takes the correspondence table of a statistical office, and what people decide where it leaves a choice.</summary>
public sealed class TakeMoves(Db db, Me me, TimelineWriter timeline)
{
    private static readonly char[] Separators = [';', '\t', ','];
    private static readonly string[] NewNames = ["wz2025", "nace2.1", "nace21", "pkd2025", "new", "neu", "nowy"];
    private static readonly string[] OldNames = ["wz2008", "nace2", "nacerev.2", "pkd2007", "old", "alt", "stary"];
    private static readonly string[] PartialNames = ["partial", "ex", "teilweise", "częściowo"];
    private static readonly string[] Yes = ["yes", "ex", "1", "true", "ja", "tak"];

    /// <param name="csv">Columns wz2025, wz2008 and partial (or NACE, PKD), with comma, semicolon or tab.</param>
    /// <returns>How many lines were read, and the lines that were not understood; or what is wrong with the file.</returns>
    public async Task<(MovesRead? Read, Fault? Fault)> RunAsync(Stream csv, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        using var text = new StreamReader(csv);
        var head = await text.ReadLineAsync(cancellation) ?? "";
        var separator = Separators.FirstOrDefault(head.Contains, ',');
        var names = head.Split(separator).Select(name => name.Trim('"', ' ').Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()).ToList();
        var (to, from, partial) = (names.FindIndex(NewNames.Contains), names.FindIndex(OldNames.Contains), names.FindIndex(PartialNames.Contains));
        if (to < 0 || from < 0) return (null, new("File", new Told("The file has no columns {0} and {1}.", "wz2025", "wz2008")));

        using var reader = CsvReader.Create(text, new CsvReaderOptions { Separator = separator, Quote = '"', HasHeader = false });
        var moves = new Dictionary<(string, string), IndustryMove>();
        var (lines, unread) = (0, new List<int>());
        while (reader.Read())
        {
            lines++;
            if (MapIndustries.OldCodeOf(Cell(reader, from)) is not { } old || Nace.Of(Cell(reader, to)) is not { Level: 4 } industry)
            {
                unread.Add(lines + 1);
                continue;
            }

            var isPartial = partial >= 0 && Yes.Contains(Cell(reader, partial).ToLowerInvariant());
            if (moves.TryGetValue((old, industry.Path), out var known)) known.IsPartial |= isPartial;
            else moves[(old, industry.Path)] = new() { OldCode = old, Path = industry.Path, IsPartial = isPartial };
        }

        if (moves.Count == 0) return (null, new("File", new Told("No line of the file was understood.")));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.IndustryMoves.ExecuteDeleteAsync(cancellation);
        db.IndustryMoves.AddRange(moves.Values);
        timeline.Record(new IndustriesMoved(me.Id ?? Guid.Empty, moves.Count));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return (new(lines, moves.Count, unread), null);
    }

    /// <summary>Puts all companies of an old code where somebody decided, and those that come later.</summary>
    public async Task<Fault?> DecideAsync(string oldCode, string path, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (Nace.At(path) is not { Level: 4 }) return new("Path", new Told("Choose one of the industries."));

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var known = await db.IndustryDecisions.SingleOrDefaultAsync(its => its.OldCode == oldCode, cancellation);
        if (known is null) db.IndustryDecisions.Add(known = new() { OldCode = oldCode, Path = path });
        known.Path = path;
        var many = await db.Suspects.Where(its => its.OldIndustry == oldCode).ExecuteUpdateAsync(set => set.SetProperty(its => its.Industry, path), cancellation);
        timeline.Record(new IndustryDecided(known.Id, oldCode, Nace.At(path)!.Code, many));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    private static string Cell(CsvReader reader, int column) => column < reader.FieldCount ? reader.GetString(column) : "";
}

/// <param name="Unread">Numbers of lines that were not understood.</param>
public sealed record MovesRead(int Lines, int Moves, IReadOnlyList<int> Unread);
