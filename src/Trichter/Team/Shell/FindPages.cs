using Trichter.Platform.Language;
using Trichter.Platform.Search;

namespace Trichter.Team.Shell;

/// <summary>A page that can be gone to, or something that can be begun, by its name.</summary>
/// <param name="Begins">True for "+ New".</param>
public sealed record FoundPage(string Label, string Icon, string Address, bool Begins);

/// <summary>Finds pages, settings and what can be entered, in the words of the person who asks, as far as they may use it.</summary>
public sealed class FindPages(IEnumerable<MenuEntry> menu, IEnumerable<NewEntry> news, IEnumerable<SettingsEntry> settings, Me me, Texts texts)
{
    private const int Most = 6;

    public IReadOnlyList<FoundPage> By(string text)
    {
        var words = SearchEntry.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? [] : [.. All().Where(page => words.All(word => SearchEntry.Fold(page.Label).Contains(word, StringComparison.Ordinal))).DistinctBy(page => page.Address).Take(Most)];
    }

    private IEnumerable<FoundPage> All() =>
    [
        .. news.Where(entry => me.May(entry.Needs)).OrderBy(entry => entry.Order).Select(entry => new FoundPage($"{texts["New"]}: {texts[entry.Label]}", entry.Icon, entry.Address, true)),
        .. menu.Where(entry => entry.Needs is not { } right || me.May(right)).OrderBy(entry => entry.Order).Select(entry => new FoundPage(texts[entry.Label], entry.Icon, entry.Address, false)),
        .. settings.Where(entry => entry.Needs is not { } right || me.May(right)).OrderBy(entry => entry.Order).Select(entry => new FoundPage(texts[entry.Label], "settings", entry.Address, false)),
    ];
}
