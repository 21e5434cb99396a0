using System.Text.Json;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team.Roles;

namespace Trichter.Team.History;

/// <summary>What the fields of the ledger are called, and how their values are shown.</summary>
internal static class FieldNames
{
    private static readonly Dictionary<string, Told> Names = new()
    {
        ["Name"] = new Told("Name"),
        ["FirstName"] = new Told("First name"),
        ["LastName"] = new Told("Last name"),
        ["Title"] = new Told("Title"),
        ["Salutation"] = new Told("Salutation"),
        ["Emails"] = new Told("E-mail addresses"),
        ["Email"] = new Told("E-mail"),
        ["Phones"] = new Told("Phones"),
        ["Phone"] = new Told("Phone"),
        ["Language"] = new Told("Language"),
        ["Tags"] = new Told("Tags"),
        ["LegalForm"] = new Told("Legal form"),
        ["VatNumber"] = new Told("VAT number"),
        ["RegisterNumber"] = new Told("Register number"),
        ["Domain"] = new Told("Domain"),
        ["Addresses"] = new Told("Addresses"),
        ["Employees"] = new Told("Employees"),
        ["Industry"] = new Told("Industry"),
        ["OwnerId"] = new Told("Owner"),
        ["CompanyId"] = new Told("Company"),
        ["ContactId"] = new Told("Contact"),
        ["PersonId"] = new Told("Person"),
        ["DealId"] = new Told("Deal"),
        ["StageId"] = new Told("Stage"),
        ["Position"] = new Told("Position"),
        ["Outcome"] = new Told("Outcome"),
        ["OutcomeAt"] = new Told("Closed on"),
        ["ValueMinor"] = new Told("Value"),
        ["Currency"] = new Told("Currency"),
        ["ExpectedClose"] = new Told("Expected close"),
        ["Source"] = new Told("Source"),
        ["Product"] = new Told("Product"),
        ["Text"] = new Told("Text"),
        ["Severity"] = new Told("Severity"),
        ["Resolution"] = new Told("Resolution"),
        ["DueAt"] = new Told("Due"),
        ["Due"] = new Told("Due"),
        ["DoneAt"] = new Told("Done on"),
        ["DeletedAt"] = new Told("Deleted on"),
        ["StageEnteredAt"] = new Told("In the stage since"),
        ["Role"] = new Told("Role"),
        ["Sees"] = new Told("Sees"),
        ["Fields"] = new Told("Fields"),
        ["CustomerSince"] = new Told("Customer since"),
        ["ExternalId"] = new Told("External id"),
        ["Custom"] = new Told("Other fields"),
        ["ReceiverId"] = new Told("Who takes over"),
        ["GivenBy"] = new Told("Handed over by"),
        ["GivenAt"] = new Told("Given on"),
        ["Checklist"] = new Told("Checklist"),
        ["State"] = new Told("State"),
        ["SettledBy"] = new Told("Answered by"),
        ["SettledAt"] = new Told("Answered on"),
        ["Answer"] = new Told("Answer"),
        ["Reason"] = new Told("Reason"),
        ["Note"] = new Told("Note"),
        ["CreatedAt"] = new Told("Entered on"),
        ["Importance"] = new Told("Importance"),
        ["MetBy"] = new Told("What meets it"),
        ["ConfirmedBy"] = new Told("Confirmed by"),
        ["ConfirmedHow"] = new Told("Confirmed how"),
        ["ConfirmedAt"] = new Told("Confirmed on"),
        ["RecordedBy"] = new Told("Recorded by"),
        ["NotedAt"] = new Told("Entered on"),
        ["Influence"] = new Told("Influence"),
        ["Stance"] = new Told("Stance"),
        ["SpokenOn"] = new Told("Last spoken with on"),
        ["DoneOn"] = new Told("Done on"),
        ["ProposedBy"] = new Told("Proposed by"),
        ["ProposedAt"] = new Told("Proposed on"),
        ["ProposesFits"] = new Told("Proposes what fits"),
        ["QuestionKey"] = new Told("Question"),
        ["Confidence"] = new Told("How sure they are"),
        ["AnsweredAt"] = new Told("Answered on"),
        ["AnsweredBy"] = new Told("Answered by"),
        ["ReplacedAt"] = new Told("Replaced on"),
        ["FitFrom"] = new Told("Fits from, %"),
        ["Groups"] = new Told("Groups"),
        ["SentTo"] = new Told("Whom it is for"),
        ["LengthMinutes"] = new Told("Length in minutes"),
        ["Place"] = new Told("Place"),
        ["UserId"] = new Told("Colleague"),
        ["ActivityId"] = new Told("Activity"),
        ["SeriesId"] = new Told("Series"),
        ["SeriesOn"] = new Told("Day in the series"),
        ["EndsOn"] = new Told("Last day"),
    };

    private static readonly Dictionary<string, Told> Kinds = new()
    {
        ["Deal"] = new Told("Deal"),
        ["Company"] = new Told("Company"),
        ["Person"] = new Told("Person"),
        ["Employment"] = new Told("Position at a company"),
        ["StageTransition"] = new Told("Stage entry"),
        ["Activity"] = new Told("Activity"),
        ["Attachment"] = new Told("File"),
        ["Participant"] = new Told("Participant"),
        ["Series"] = new Told("Series"),
        ["BookingPage"] = new Told("Booking page"),
        ["Booking"] = new Told("Booking"),
        ["CalendarFeed"] = new Told("Address of a calendar"),
        ["Obstacle"] = new Told("Obstacle"),
        ["Commitment"] = new Told("Commitment"),
        ["HandOver"] = new Told("Hand-over"),
        ["Confirmation"] = new Told("Confirmation"),
        ["Need"] = new Told("Need"),
        ["Stakeholder"] = new Told("Stakeholder"),
        ["LeadProposal"] = new Told("Proposal to sales"),
        ["Questionnaire"] = new Told("Questionnaire"),
        ["QuestionnaireVersion"] = new Told("Version of a questionnaire"),
        ["QuestionnaireLink"] = new Told("Link to a questionnaire"),
        ["Answer"] = new Told("Answer"),
        ["BuyingStep"] = new Told("Step of the buying process"),
        ["Touch"] = new Told("Contact they began"),
        ["FairEntry"] = new Told("Fair entry"),
        ["MagnetLink"] = new Told("Link to a file"),
        ["LeadMail"] = new Told("Mail to the address for leads"),
        ["ReturnNote"] = new Told("Returned mail"),
        ["LetterRecipient"] = new Told("Letter"),
        ["ChatTalk"] = new Told("Chat"),
        ["User"] = new Told("Colleague"),
        ["TeamGroup"] = new Told("Team"),
        ["RoleRule"] = new Told("Rule of a role"),
        ["Stage"] = new Told("Stage"),
        ["SalesProcess"] = new Told("Process"),
        ["ProcessVersion"] = new Told("Version of a process"),
    };

    /// <summary>What a kind of record is called; its own name where nobody has named it.</summary>
    public static string OfKind(string record, Texts texts) => Kinds.TryGetValue(record, out var name) ? texts[name] : record;

    /// <summary>The fields that say something: not those that were empty and stayed so, nor those hidden for my role.</summary>
    public static IEnumerable<KeyValuePair<string, JsonElement[]>> Telling(LedgerEntry entry, LedgerRights rights) =>
        entry.Read().Where(field => rights.MaySee(entry.Record, field.Key) && !field.Value.All(IsEmpty));

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.String => value.GetString()!.Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

    public static string Of(string field, Texts texts) => Names.TryGetValue(field, out var name) ? texts[name] : field;

    /// <param name="names">What is known of records that a value may point to.</param>
    public static string Show(string field, JsonElement value, IReadOnlyDictionary<Guid, string> names, Texts texts) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "–",
        JsonValueKind.True => texts["yes"],
        JsonValueKind.False => texts["no"],
        JsonValueKind.Number when field.EndsWith("Minor", StringComparison.Ordinal) => (value.GetInt64() / 100m).ToString("N2", texts.Culture),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String when value.TryGetGuid(out var id) => names.GetValueOrDefault(id, "…"),
        JsonValueKind.String when value.TryGetDateTime(out var at) => value.GetString()!.Length == 10 ? texts.Date(DateOnly.FromDateTime(at)) : texts.DateTime(at.ToUniversalTime()),
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? Translations.Knows(text) && !text.Contains(' ', StringComparison.Ordinal) ? texts[text] : text : "–",
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => string.Join(", ", value.EnumerateArray().Select(item => item.GetString())),
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Inside)),
        JsonValueKind.Object when field == "Sees" => string.Join(", ", value.EnumerateObject().Select(kind => $"{OfKind(kind.Name, texts)}: {Word<Visibility>(kind.Value, texts)}")),
        JsonValueKind.Object when field == "Fields" => string.Join(", ", value.EnumerateObject().Select(its => $"{OfKind(its.Name.Split('.')[0], texts)} {its.Name.Split('.')[^1]}: {Word<FieldAccess>(its.Value, texts)}")),
        _ => Inside(value),
    };

    private static string Word<T>(JsonElement value, Texts texts) where T : struct, Enum =>
        Enum.TryParse<T>(value.GetString(), out var word) ? texts.Of(word) : value.ToString();

    private static string Inside(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? string.Join(", ", value.EnumerateObject().Select(part => part.Value).Where(part => part.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            .Select(part => part.ToString()).Where(part => part.Length > 0)) : value.ToString();
}
