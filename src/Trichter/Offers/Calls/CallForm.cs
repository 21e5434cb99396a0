using Trichter.Activities;
using Trichter.Deals.Needs;
using Trichter.Leads.Questionnaires;
using Trichter.Offers.Competitors;
using Trichter.Offers.Objections;
using Trichter.Platform.Ui;

namespace Trichter.Offers.Calls;

/// <summary>What the form of a call posts. Every part may stay empty.</summary>
internal sealed class CallForm(IFormCollection form, TimeZoneInfo zone)
{
    public const string ObjectionPrefix = "o-";

    /// <summary>A question of a talk track in the form: "bant.".</summary>
    public static string PrefixOf(string questionnaire) => questionnaire + ".";

    public string? Text(string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;

    public bool Has(string name, string value) => form[name].Contains(value);

    public bool HasFaultyDay => Text("nextDue") is { Length: > 0 } due && FormValues.Instant(due, zone) is null;

    /// <param name="asked">The questions that the talk track asks, by questionnaire.</param>
    public CallDraft ToDraft(IEnumerable<(string Questionnaire, Question Question)> asked) => new(
        [.. form["covered"].OfType<string>()],
        asked.GroupBy(one => one.Questionnaire).ToDictionary(
            same => same.Key,
            same => same.Select(one => (one.Question.Key, Typed: Text(PrefixOf(same.Key) + AnswerField.NameOf(one.Question)))).Where(one => one.Typed is not null)
                .DistinctBy(one => one.Key).ToDictionary(one => one.Key, one => one.Typed!)),
        [.. form["confirmed"].OfType<string>()],
        Word<Confidence>("confidence") ?? Confidence.Medium,
        Text("need") is { } need && need.Trim().Length > 0 ? new NeedDraft(need, Word<NeedKind>("needKind") ?? NeedKind.Stated, Word<NeedImportance>("needImportance") ?? NeedImportance.Medium, "") : null,
        Objection(),
        Word<LeadStep>("lead") ?? LeadStep.None,
        Text("notes") ?? "",
        Word<CallResult>("result"),
        FormValues.Id(Text("activity")),
        Text("nextText") is { } next && next.Trim().Length > 0 ? new CallNext(Word<ActivityType>("nextType") ?? ActivityType.Call, next, FormValues.Instant(Text("nextDue"), zone)) : null);

    private ObjectionDraft? Objection()
    {
        var words = Text(ObjectionPrefix + "words");
        if (string.IsNullOrWhiteSpace(words) && string.IsNullOrWhiteSpace(Text(ObjectionPrefix + "kind"))) return null;

        var rival = FormValues.Id(Text(ObjectionPrefix + "competitor")) is { } id
            ? new CompetitorOfferDraft(id, Text(ObjectionPrefix + "price") ?? "", "", Text(ObjectionPrefix + "source") ?? "", null) : null;
        return new ObjectionDraft(FormValues.Id(Text(ObjectionPrefix + "kind")), words ?? "", Text(ObjectionPrefix + "saidBy") ?? "", Word<ObjectionWeight>(ObjectionPrefix + "weight") ?? ObjectionWeight.Medium, rival);
    }

    private T? Word<T>(string name) where T : struct, Enum => Enum.TryParse<T>(Text(name), out var word) && Enum.IsDefined(word) ? word : null;
}
