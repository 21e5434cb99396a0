using Trichter.Platform.Language;

namespace Trichter.Team.FigureAgreements;

/// <summary>
/// Rows of a report by person, as far as the reader may see them (R90): each by name, or all others together where they are enough to hide in; what is
/// older than two years together, too.
/// </summary>
internal static class ByPerson
{
    /// <param name="ended">The day of the figure; null for what is going on.</param>
    /// <returns>Named rows and the one of nobody first; and whether somebody is not named.</returns>
    public static (IReadOnlyList<PersonRow<T>> Rows, bool SomeHidden) Of<T>(
        IEnumerable<T> all, Func<T, Guid?> person, Func<T, DateOnly?> ended, SeenFigures seen, IReadOnlyDictionary<Guid, string> names, Texts texts)
    {
        var rows = all.Select(one => (One: one, Kind: KindOf(one))).GroupBy(its => (its.Kind, Id: its.Kind == PersonRowKind.Named ? person(its.One) : null))
            .Select(group => new PersonRow<T>(group.Key.Kind, group.Key.Id, NameOf(group.Key.Kind, group.Key.Id), [.. group.Select(its => its.One)])).ToList();
        return ([.. rows.Where(row => row.Kind != PersonRowKind.Others || row.Its.Select(person).Distinct().Count() >= FiguresOfPeople.FewestTogether)], rows.Exists(row => row.Kind == PersonRowKind.Others));

        PersonRowKind KindOf(T one) =>
            person(one) is not { } id ? PersonRowKind.Nobody : ended(one) < seen.ByNameSince ? PersonRowKind.Earlier : seen.MaySee(id) ? PersonRowKind.Named : PersonRowKind.Others;

        string NameOf(PersonRowKind kind, Guid? id) => kind switch
        {
            PersonRowKind.Nobody => texts["(blank)"],
            PersonRowKind.Earlier => texts[FiguresOfPeople.LongAgo],
            PersonRowKind.Others => texts[FiguresOfPeople.Together],
            _ => names.GetValueOrDefault(id!.Value, "–"),
        };
    }

    public static IReadOnlyDictionary<string, Told> WithHiddenPeople(this IReadOnlyDictionary<string, Told> warnings, bool someHidden) => !someHidden ? warnings
        : new Dictionary<string, Told>(warnings) { ["no_agreement"] = FiguresOfPeople.Why };
}

internal enum PersonRowKind
{
    Named,
    Nobody,
    Others,
    Earlier,
}

/// <param name="Id">Of the one who is named.</param>
internal sealed record PersonRow<T>(PersonRowKind Kind, Guid? Id, string Name, IReadOnlyList<T> Its)
{
    /// <summary>What is of one person, or of nobody, goes before what is put together.</summary>
    public bool IsTogether => Kind is PersonRowKind.Others or PersonRowKind.Earlier;
}
