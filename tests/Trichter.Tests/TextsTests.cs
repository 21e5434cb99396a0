using System.Text.Json;
using System.Text.RegularExpressions;
using Trichter.Platform.Language;
using Trichter.Process;

namespace Trichter.Tests;

/// <summary>Everything a user sees is text in three languages.</summary>
public sealed partial class TextsTests
{
    [Fact]
    public void Every_text_has_german_and_polish()
    {
        var missing = Keys().Where(key => !Translations.Knows(key.English)).Select(key => $"{key.File}: {key.English}");

        Assert.Empty(missing);
    }

    [Fact]
    public void A_translation_keeps_the_places_for_data_and_has_the_forms_its_language_counts_in()
    {
        var wrong =
            from file in Files("*.texts.json")
            from text in JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(file))!
            from index in new[] { 0, 1 }
            let translated = text.Value[index]
            where translated.Length == 0
                || !Places(text.Key).SetEquals(Places(translated))
                || (text.Key.Contains('|', StringComparison.Ordinal) && translated.Split('|').Length != (index == 0 ? 2 : 3))
            select $"{Path.GetFileName(file)}: {text.Key} → {translated}";

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(1, "1 dzień")]
    [InlineData(3, "3 dni")]
    [InlineData(5, "5 dni")]
    [InlineData(22, "22 dni")]
    public void Polish_counts_in_three_forms(int days, string said)
    {
        var texts = new Texts();
        texts.Speak("pl", TimeZoneInfo.Utc);

        Assert.Equal(said, texts.Count(days, "{0} day|{0} days"));
    }

    [Fact]
    public void All_six_templates_and_those_of_other_businesses_are_complete_in_three_languages()
    {
        Assert.Equal((6, 3), (Template.All.Count, Template.Businesses.Count));
        foreach (var template in Template.All.Concat(Template.Businesses))
        {
            var words = template.Stages.SelectMany(stage => new[] { stage.Name, stage.Goal }
                .Concat(stage.Criteria.Select(criterion => criterion.Label)).Concat(stage.Activities.Select(activity => activity.Name)))
                .Append(template.Name).Append(template.Description);
            Assert.All(words, word => Assert.True(word.En.Length > 0 && word.De.Length > 0 && word.Pl.Length > 0, word.En));
            Assert.All(template.Stages.SelectMany(stage => stage.Phases), phase => Phase.With(phase));
            Assert.All(template.Stages, stage => Assert.NotNull(stage.Goal));
        }
    }

    [Fact]
    public void The_language_of_a_first_visit_is_that_of_the_browser()
    {
        Assert.Equal("pl", Languages.FromHeader("fr-FR, pl;q=0.8, en;q=0.5"));
        Assert.Equal("de", Languages.FromHeader("de-AT,de;q=0.9"));
        Assert.Equal("en", Languages.FromHeader("ja"));
        Assert.Equal("en", Languages.FromHeader(null));
    }

    private static IEnumerable<(string File, string English)> Keys() =>
        from file in Files("*.cs").Concat(Files("*.razor"))
        let text = File.ReadAllText(file)
        from pattern in new[] { Looked(), Counted(), Said(), Registered(), Arm() }
        from Match match in pattern.Matches(text)
        let key = Regex.Unescape(match.Groups[1].Value)
        where key.Any(char.IsLetter)
        select (Path.GetFileName(file), key);

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(ArchitectureTests.Source, pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    [GeneratedRegex("""\b(?:L|texts|Texts)\[\s*"((?:[^"\\]|\\.)*)"[\],]""")]
    private static partial Regex Looked();

    [GeneratedRegex("""\bL\.Count\([^"]*,\s*"((?:[^"\\]|\\.)*)"[,)]""")]
    private static partial Regex Counted();

    [GeneratedRegex("""(?:new Told|\bSays)\(\s*"((?:[^"\\]|\\.)*)"[,)]""")]
    private static partial Regex Said();

    [GeneratedRegex("""new (?:MenuEntry|SettingsEntry|NewEntry|ProcessLink)\(\s*\d+,\s*"((?:[^"\\]|\\.)*)"[,)]""")]
    private static partial Regex Registered();

    [GeneratedRegex("""Told (?:Told|Title|Definition) => new\("((?:[^"\\]|\\.)*)"[,)]""")]
    private static partial Regex Arm();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();
}
