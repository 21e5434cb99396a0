using Trichter.Platform.Language;
using Trichter.Platform.Mail;

namespace Trichter.Activities.Meetings;

/// <summary>What is planned, as somebody wants it.</summary>
/// <param name="At">UTC; null when it could not be read.</param>
/// <param name="OwnerId">Whose calendar it stands in.</param>
/// <param name="People">Those of the customer, by their ids.</param>
/// <param name="Guests">E-mail addresses of others.</param>
public sealed record PlanDraft(ActivityType Type, string Text, DateTime? At, int LengthMinutes, string Place, Guid? OwnerId,
    IReadOnlyList<Guid> People, IReadOnlyList<Guid> Colleagues, IReadOnlyList<string> Guests)
{
    /// <summary>Whether those who take part are written to.</summary>
    public bool Invites { get; init; }

    public const int LongestMinutes = 24 * 60;
    public const int LongestPlace = 500;
    public const int MostGuests = 50;

    /// <summary>False for a time that could not be read, or that no calendar reaches.</summary>
    public bool HasTime => At is { Year: > 1990 and < 2200 };

    /// <summary>What is wrong, by field; empty when nothing is.</summary>
    public IReadOnlyDictionary<string, Told> Faults()
    {
        var faults = new Dictionary<string, Told>();
        if (Type == ActivityType.Note) faults["type"] = new Told("A note cannot be planned.");
        if (Text.Trim().Length == 0) faults["text"] = new Told("Write something first.");
        if (Text.Length > NoteActivity.Longest) faults["text"] = new Told("At most {0} characters.", NoteActivity.Longest);
        if (!HasTime) faults["at"] = new Told("This is not a date.");
        if (LengthMinutes is < 0 or > LongestMinutes) faults["length"] = new Told("A whole number from 0 to {0}.", LongestMinutes);
        if (Place.Length > LongestPlace) faults["place"] = new Told("At most {0} characters.", LongestPlace);
        if (Guests.Count > MostGuests) faults["guests"] = new Told("At most {0} addresses.", MostGuests);
        else if (Guests.FirstOrDefault(guest => !MailAddresses.IsOne(guest)) is { } odd) faults["guests"] = new Told("“{0}” is not an e-mail address.", odd);
        return faults;
    }
}
