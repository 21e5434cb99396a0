using System.Text;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;

namespace Trichter.Customers.Privacy.Processing;

/// <summary>The record of processing as a text table, in the language of whoever asks.</summary>
internal static class ProcessingFile
{
    public static readonly IReadOnlyList<Told> Heads = [new Told("What for"), new Told("Whose data"), new Told("Kinds of data"), new Told("Legal ground"), new Told("Who gets data"), new Told("How long they are kept")];

    public static async Task<byte[]> MakeAsync(ProcessingRecord record, Texts texts)
    {
        var writer = new StringWriter();
        var csv = new CsvTable(writer, texts.Culture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',');
        await csv.WriteAsync([.. Heads.Select(head => texts[head])]);
        foreach (var row in record.Rows)
            await csv.WriteAsync([row.Purpose, row.People, row.Data, row.Ground, string.Join(", ", row.Recipients), string.Join("; ", row.Periods)]);
        foreach (var (title, text) in new[]
        {
            (new Told("Who is responsible"), string.Join(", ", new[] { record.Controller.Name, record.Controller.Address, record.Controller.Represented, record.Controller.Contact }.Where(part => part.Length > 0))),
            (new Told("Data protection officer"), record.Note.Officer),
            (new Told("Third countries, with the safeguards"), record.Note.Countries),
            (new Told("Who processes data for us, with the date of the contract"), record.Note.Processors),
            (new Told("Technical and organisational measures"), record.Note.Measures),
        }) await csv.WriteAsync([texts[title], text]);
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(writer.ToString())];
    }
}
