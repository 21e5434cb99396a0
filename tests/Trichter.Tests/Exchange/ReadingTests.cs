using System.Text;
using CsvHelper;
using Trichter.Exchange.Reading;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("comma_in_quotes")]
    [InlineData("empty")]
    [InlineData("empty_crlf")]
    [InlineData("escaped_quotes")]
    [InlineData("json")]
    [InlineData("newlines")]
    [InlineData("newlines_crlf")]
    [InlineData("quotes_and_newlines")]
    [InlineData("simple")]
    [InlineData("simple_crlf")]
    [InlineData("utf8")]
    public void Every_awkward_file_is_read_as_its_json_says(string name)
    {
        var expected = SharedData.Json("csv-spectrum", "json", name + ".json").EnumerateArray()
            .Select(row => row.EnumerateObject().Select(cell => $"{cell.Name}={cell.Value.GetString()}"));

        using var file = File.OpenRead(SharedData.Path("csv-spectrum", "csvs", name + ".csv"));
        using var table = TableFile.Open(file, DialectDetection.Of(file).Dialect);
        var actual = table.Rows().Select(row => table.Headers.Zip(row.Cells, (header, cell) => $"{header}={cell}"));

        Assert.Equal(expected, actual);
    }

    /// <summary>The json of this file has another telephone number than the file itself.</summary>
    [Fact]
    public void Quotes_inside_a_cell_without_quotes_are_part_of_it()
    {
        var expected = SharedData.Json("csv-spectrum", "json", "location_coordinates.json");
        using var file = File.OpenRead(SharedData.Path("csv-spectrum", "csvs", "location_coordinates.csv"));
        using var table = TableFile.Open(file, DialectDetection.Of(file).Dialect);

        Assert.Equal(expected.EnumerateObject().Select(cell => cell.Name), table.Headers);
        Assert.Equal(
            expected.EnumerateObject().Skip(1).Select(cell => cell.Value.GetString()),
            Assert.Single(table.Rows()).Cells.Skip(1));
    }

    [Fact]
    public void Naughty_strings_come_back_as_they_were_written()
    {
        var strings = SharedData.Json("naughty-strings", "blns.json").EnumerateArray().Select(text => text.GetString()!).ToList();
        using var stream = new MemoryStream();

        using (var writer = CsvWriter.Create(stream, leaveOpen: true))
        {
            writer.WriteRecord(["number", "text"]);
            foreach (var (index, text) in strings.Index()) writer.WriteRecord([$"{index}", text]);
        }

        stream.Position = 0;
        using var table = TableFile.Open(stream, FileDialect.Plain);
        Assert.Equal(strings, table.Rows().Select(row => row.Cells[1]));
    }

    [Fact]
    public void Rows_of_the_wrong_length_are_kept_and_marked()
    {
        using var table = Open("a,b,c\n1,2\n1,2,3\n1,2,3,4\n");
        var rows = table.Rows().ToList();

        Assert.Equal([-1, 0, 1], rows.Select(row => row.Surplus));
        Assert.Equal([true, false, true], rows.Select(row => row.IsRagged));
        Assert.Equal(["1", "2", ""], rows[0].Cells);
        Assert.Equal(["1", "2", "3", "4"], rows[2].Cells);
    }

    [Fact]
    public void A_row_knows_the_line_on_which_it_begins()
    {
        using var table = Open("a,b\r\n\"two\r\nlines\",1\r\n\r\nx,2\r\n");

        Assert.Equal([2, 5], table.Rows().Select(row => row.Line));
    }

    [Fact]
    public void Blank_and_repeated_headers_get_a_name_of_their_own()
    {
        using var table = Open("Name,, phone ,Phone,\"Phone (2)\",\n1,2,3,4,5,6\n");

        Assert.Equal(["Name", "B", "phone", "Phone (3)", "Phone (2)", "F"], table.Headers);
        Assert.Equal(
            [new(1, HeaderFault.Blank, "B"), new(3, HeaderFault.Duplicate, "Phone (3)"), new(5, HeaderFault.Blank, "F")],
            table.HeaderNotes);
    }

    [Fact]
    public void The_separator_line_of_excel_is_no_header()
    {
        using var table = Open("sep=;\r\na;b\r\n1;2\r\n", FileDialect.Plain with { Delimiter = ';' });

        Assert.Equal(["a", "b"], table.Headers);
        Assert.Equal(3, Assert.Single(table.Rows()).Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    public void An_empty_file_has_no_headers_and_no_rows(string text)
    {
        using var table = Open(text);

        Assert.Empty(table.Headers);
        Assert.Empty(table.Rows());
    }

    [Fact]
    public void A_missing_closing_quote_is_reported_before_the_file_fills_the_memory()
    {
        using var stream = new MemoryStream(new byte[40_000_000].Select(_ => (byte)'x').ToArray());
        stream.Write("a,b\n1,\""u8);
        stream.Position = 0;
        using var table = TableFile.Open(stream, FileDialect.Plain);

        Assert.Throws<InvalidDataException>(() => table.Rows().Count());
    }

    [Fact]
    public void Only_as_much_of_the_file_is_read_as_its_rows_are_asked_for()
    {
        var rows = string.Concat(Enumerable.Repeat("1,2\n", 1_000_000));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("a,b\n" + rows));
        using var table = TableFile.Open(stream, FileDialect.Plain);

        Assert.Equal(10, table.Rows().Take(10).Count());
        Assert.True(stream.Position < 1_000_000, $"{stream.Position} bytes were read.");
    }

    private static TableFile Open(string text, FileDialect? dialect = null) =>
        TableFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), dialect ?? FileDialect.Plain);
}
