using System.Reflection;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Leads.Questionnaires;

/// <summary>A questionnaire that ships: BANT, MEDDIC, CHAMP, SPICED.</summary>
public sealed record QuestionnaireTemplate(string Key, Localized Name, int FitFrom, List<QuestionGroup> Groups)
{
    private static readonly string[] Order = ["bant", "meddic", "champ", "spiced"];
    private static readonly Lazy<IReadOnlyList<QuestionnaireTemplate>> Shipped = new(Load);

    public static IReadOnlyList<QuestionnaireTemplate> All => Shipped.Value;

    public static QuestionnaireTemplate? With(string key) => All.FirstOrDefault(template => template.Key == key);

    /// <summary>Published at once.</summary>
    public (Questionnaire Questionnaire, QuestionnaireVersion Version) Publish(string key, int position, DateTime now)
    {
        var questionnaire = new Questionnaire { Key = key, Name = Name, Position = position };
        var version = new QuestionnaireVersion { QuestionnaireId = questionnaire.Id, Number = 1, FitFrom = FitFrom, Groups = Groups, PublishedAt = now };
        questionnaire.CurrentVersionId = version.Id;
        return (questionnaire, version);
    }

    private static List<QuestionnaireTemplate> Load() => [.. Order.Select(key =>
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"Trichter.Leads.Questionnaires.Templates.{key}.json")!);
        return AsJson.Read<QuestionnaireTemplate>(reader.ReadToEnd());
    })];
}
