using Trichter.Platform.Language;

namespace Trichter.Team;

/// <summary>A line of the sidebar; modules register theirs. It shows only where the role has the right.</summary>
/// <param name="Label">English; translated when shown.</param>
public sealed record MenuEntry(int Order, string Label, string Icon, string Address, Right? Needs = null)
{
    /// <summary>Lines below this one, such as the boards of each process.</summary>
    public Func<IServiceProvider, Db, Texts, Task<IReadOnlyList<(string Label, string Address)>>>? Below { get; init; }
}

/// <summary>A page of the settings.</summary>
public sealed record SettingsEntry(int Order, string Label, string Address, Right? Needs);

/// <summary>A line of "+ New".</summary>
public sealed record NewEntry(int Order, string Label, string Icon, string Address, Right Needs);
