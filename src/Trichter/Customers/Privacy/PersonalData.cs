using System.Reflection;

namespace Trichter.Customers.Privacy;

/// <summary>What each text column of the database holds, as <c>PersonalData.txt</c> declares it beside <c>Db.cs</c> (R70).</summary>
public static class PersonalData
{
    private static readonly Lazy<Dictionary<string, Dictionary<string, DataClass>>> All = new(Read);

    public static IEnumerable<string> Tables => All.Value.Keys;

    /// <summary>Null for a column that is not declared.</summary>
    public static DataClass? Of(string table, string column) =>
        All.Value.TryGetValue(table, out var columns) && columns.TryGetValue(column, out var held) ? held : null;

    public static IReadOnlyDictionary<string, DataClass> Of(string table) => All.Value.GetValueOrDefault(table) ?? [];

    /// <summary>Whether a person's data may stand in such a column.</summary>
    public static bool IsPersonal(this DataClass held) => held is not (DataClass.Free or DataClass.Staff or DataClass.Secret);

    private static Dictionary<string, Dictionary<string, DataClass>> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Trichter.PersonalData.txt")!);
        var tables = new Dictionary<string, Dictionary<string, DataClass>>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;

            var (table, rest) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            var columns = new Dictionary<string, DataClass>(StringComparer.Ordinal);
            foreach (var group in rest.Split(';').Select(part => part.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                foreach (var column in group.Skip(1)) columns.Add(column, Enum.Parse<DataClass>(group[0], ignoreCase: true));
            tables.Add(table, columns);
        }

        return tables;
    }
}

/// <summary>The classes of <c>PersonalData.txt</c>, which says what each means.</summary>
public enum DataClass
{
    Free,
    Staff,
    Name,
    Contact,
    Words,
    Trace,
    Proof,
    Document,
    Copy,
    Gone,
    Secret,
}
