using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Leads.Questionnaires;

/// <summary>A series of questions by which it is found out whether a deal is worth the work. What it asks stands in its versions.</summary>
public sealed class Questionnaire : IRecorded, IVersioned, IRetirable
{
    public Guid Id { get; private init; } = Ids.New();
    public required string Key { get; init; }
    public required Localized Name { get; set; }
    public int Position { get; init; }

    /// <summary>The published version that is asked now; null before the first.</summary>
    public Guid? CurrentVersionId { get; set; }

    public DateTime? RetiredAt { get; set; }
    public int Version { get; private set; }

    public void Retire(DateTime at) => RetiredAt = at;
}

/// <summary>What a questionnaire asks. Once published it never changes again.</summary>
public sealed class QuestionnaireVersion : IRecorded, IVersioned, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid QuestionnaireId { get; init; }
    public required int Number { get; init; }

    /// <summary>Null while it is a draft.</summary>
    public DateTime? PublishedAt { get; set; }

    /// <summary>From which share of the weights, in percent, a deal fits.</summary>
    public int FitFrom { get; set; } = 70;

    /// <summary>A deal that fits is proposed to sales by its answers.</summary>
    public bool ProposesFits { get; set; }

    public List<QuestionGroup> Groups { get; set; } = [];
    public int Version { get; private set; }

    public Guid PartOf => QuestionnaireId;
    public bool IsDraft => PublishedAt is null;
    public IEnumerable<Question> Questions => Groups.SelectMany(group => group.Questions);

    public Question? QuestionWith(string key) => Questions.FirstOrDefault(question => question.Key == key);
}
