using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Leads.Questionnaires;

public sealed record QuestionsAnswered(Guid DealId, Localized Questionnaire, int Answers, AnswerSource Source, Verdict Verdict) : Happening(DealId)
{
    public override Told Told => new("noted answers to {0} ({1}, {2}): {3}", Questionnaire, Answers, Source, Verdict);

    public override string Icon => "list";

    public override bool IsImportant => Verdict != Verdict.NotYet;
}

/// <summary>The customer answered by their link.</summary>
public sealed record CustomerAnswered(Guid DealId, Localized Questionnaire, int Answers, string SentTo, Verdict Verdict) : Happening(DealId)
{
    public override Told Told => new("received answers of the customer by link ({3}) to {0} ({1}): {2}", Questionnaire, Answers, Verdict, SentTo);

    public override string Icon => "link";

    public override bool IsImportant => true;
}

public sealed record QuestionnaireShared(Guid DealId, Localized Questionnaire, string SentTo, DateTime Until) : Happening(DealId)
{
    public override Told Told => new("made a link to {0} for {1}, good until {2}", Questionnaire, SentTo, Until);

    public override string Icon => "link";
}

public sealed record QuestionnaireLinkRevoked(Guid DealId, Localized Questionnaire, string SentTo) : Happening(DealId)
{
    public override Told Told => new("revoked the link to {0} for {1}", Questionnaire, SentTo);

    public override string Icon => "lock";
}

public sealed record QuestionnaireAdded(Guid QuestionnaireId, Localized Name) : Happening(QuestionnaireId)
{
    public override Told Told => new("added the questionnaire {0}", Name);

    public override string Icon => "plus";
}

public sealed record QuestionnairePublished(Guid QuestionnaireId, Localized Name, int Number) : Happening(QuestionnaireId)
{
    public override Told Told => new("published version {1} of the questionnaire {0}", Name, Number);

    public override string Icon => "check";
}

public sealed record QuestionnaireRetired(Guid QuestionnaireId, Localized Name, bool BroughtBack) : Happening(QuestionnaireId)
{
    public override Told Told => BroughtBack ? new("brought the questionnaire {0} back", Name) : new("retired the questionnaire {0}", Name);

    public override string Icon => "history";
}
