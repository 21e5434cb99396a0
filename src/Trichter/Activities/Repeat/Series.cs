using Trichter.Activities.Meetings;
using Trichter.Platform.Calendar;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;

namespace Trichter.Activities.Repeat;

/// <summary>An activity that comes again. Its occurrences are activities of their own, made some weeks ahead, each of which may be changed or dropped.</summary>
public sealed class Series : IRecorded, IVersioned, IRetirable, IPartOf
{
    /// <summary>How far ahead occurrences are made, in days.</summary>
    public const int Horizon = 60;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public Guid? OwnerId { get; init; }
    public required ActivityType Type { get; init; }
    public required string Text { get; init; }
    public int LengthMinutes { get; init; }
    public string Place { get; init; } = "";
    public List<Guid> People { get; init; } = [];
    public List<Guid> Colleagues { get; init; } = [];
    public List<string> Guests { get; init; } = [];
    public required Recurrence Rule { get; init; }
    public required DateOnly StartsOn { get; init; }

    /// <summary>Since midnight, by the clock on the wall in <see cref="TimeZone"/>: nine o'clock stays nine o'clock when the clocks change.</summary>
    public required int Minute { get; init; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The last day; null for no end.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary>The day up to which occurrences have been made.</summary>
    [NotRecorded] public DateOnly MadeUntil { get; set; }

    public DateTime? RetiredAt { get; private set; }
    public DateTime CreatedAt { get; init; }
    public int Version { get; private set; }

    public Guid PartOf => DealId;

    public void Retire(DateTime at) => RetiredAt ??= at;

    /// <summary>Makes what comes after the day up to which it was made. What would lie in the past is left out.</summary>
    public IReadOnlyList<(Activity Activity, IReadOnlyList<Participant> With)> MakeUntil(DateOnly until, DateTime now)
    {
        var last = EndsOn < until ? EndsOn.Value : until;
        var made = Rule.From(StartsOn).TakeWhile(day => day <= last).Where(day => day > MadeUntil).Select(Occurrence).Where(its => its.Activity.DueAt > now).ToList();
        MadeUntil = until;
        return made;

        (Activity Activity, IReadOnlyList<Participant> With) Occurrence(DateOnly day)
        {
            var activity = new Activity
            {
                DealId = DealId,
                Type = Type,
                Text = Text,
                OwnerId = OwnerId,
                DueAt = LocalTime.ToUtc(day, Minute, Zones.Find(TimeZone)),
                LengthMinutes = LengthMinutes,
                Place = Place,
                SeriesId = Id,
                SeriesOn = day,
                CreatedAt = now,
            };
            return (activity, [
                .. People.Select(id => new Participant { ActivityId = activity.Id, DealId = DealId, PersonId = id }),
                .. Colleagues.Select(id => new Participant { ActivityId = activity.Id, DealId = DealId, UserId = id }),
                .. Guests.Select(email => new Participant { ActivityId = activity.Id, DealId = DealId, Email = email })]);
        }
    }

    internal static Series Of(Guid deal, PlanDraft draft, Recurrence rule, DateOnly startsOn, int minute, string zone, DateOnly? endsOn, DateTime now) => new()
    {
        DealId = deal,
        OwnerId = draft.OwnerId,
        Type = draft.Type,
        Text = draft.Text.Trim(),
        LengthMinutes = draft.LengthMinutes,
        Place = draft.Place.Trim(),
        People = [.. draft.People.Distinct()],
        Colleagues = [.. draft.Colleagues.Distinct().Where(id => id != draft.OwnerId)],
        Guests = [.. draft.Guests.Distinct(StringComparer.OrdinalIgnoreCase)],
        Rule = rule,
        StartsOn = startsOn,
        Minute = minute,
        TimeZone = zone,
        EndsOn = endsOn,
        MadeUntil = startsOn.AddDays(-1),
        CreatedAt = now,
    };
}
