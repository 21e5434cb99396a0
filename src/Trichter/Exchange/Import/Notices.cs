using Trichter.Platform.Storage;

namespace Trichter.Exchange.Import;

/// <summary>Collects notices and counts their rows. Of each kind only so many are kept apart; the rest is counted together.</summary>
internal sealed class Notices
{
    private const int MostOfAKind = 100;

    private readonly Dictionary<(NoticeKind, string, string), Notice> all;

    private Notices(IEnumerable<Notice> known) => all = known.ToDictionary(notice => (notice.Kind, notice.Column, notice.Value));

    public static Notices Read(string json) => new(AsJson.Read<List<Notice>>(json));

    public void Add(NoticeKind kind, string column = "", string value = "", string other = "", int rows = 1)
    {
        if (all.TryGetValue((kind, column, value), out var known))
            all[(kind, column, value)] = known with { Rows = known.Rows + rows };
        else if (kind != NoticeKind.More && all.Keys.Count(key => key.Item1 == kind) >= MostOfAKind)
            Add(NoticeKind.More, column, rows: rows);
        else
            all[(kind, column, value)] = new Notice(kind, column, value, other, rows);
    }

    public string Write() => AsJson.Write(all.Values);
}
