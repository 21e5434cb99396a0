using System.Globalization;
using Trichter.Platform.Ui;

namespace Trichter.Activities.Meetings;

/// <summary>The fields of the form that plans, as typed.</summary>
public sealed record MeetingForm
{
    public ActivityType Type { get; init; } = ActivityType.Meeting;
    public string Text { get; init; } = "";
    public string At { get; init; } = "";
    public string Length { get; init; } = "";
    public string Place { get; init; } = "";
    public Guid? OwnerId { get; init; }
    public IReadOnlyList<Guid> People { get; init; } = [];
    public IReadOnlyList<Guid> Colleagues { get; init; } = [];
    public string Guests { get; init; } = "";
    public bool Invites { get; init; }

    /// <summary>The time about whose double booking was warned before.</summary>
    public string Warned { get; init; } = "";

    public static string Write(DateTime local) => local.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    public static MeetingForm Read(IFormCollection typed) => new()
    {
        Type = Enum.TryParse<ActivityType>(typed["type"], out var type) ? type : ActivityType.Meeting,
        Text = typed["text"].ToString(),
        At = typed["at"].ToString(),
        Length = typed["length"].ToString(),
        Place = typed["place"].ToString(),
        OwnerId = FormValues.Id(typed["owner"]),
        People = Ids(typed["people"]),
        Colleagues = Ids(typed["colleagues"]),
        Guests = typed["guests"].ToString(),
        Invites = typed["invites"].ToString() == "true",
        Warned = typed["warned"].ToString(),
    };

    public static MeetingForm Of(Activity activity, IReadOnlyCollection<Participant> participants, DateTime local) => new()
    {
        Type = activity.Type,
        Text = activity.Text,
        At = Write(local),
        Length = activity.LengthMinutes.ToString(CultureInfo.InvariantCulture),
        Place = activity.Place,
        OwnerId = activity.OwnerId,
        People = [.. participants.Select(its => its.PersonId).OfType<Guid>()],
        Colleagues = [.. participants.Select(its => its.UserId).OfType<Guid>()],
        Invites = participants.Any(its => its.InvitedAt is not null),
        Guests = string.Join(", ", participants.Select(its => its.Email).Where(email => email.Length > 0)),
    };

    public PlanDraft Draft(TimeZoneInfo zone) => new(Type, Text, FormValues.Instant(At, zone), Minutes, Place, OwnerId, People, Colleagues,
        [.. Guests.Split([',', ';', '\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)])
    { Invites = Invites };

    private int Minutes => Length.Trim().Length == 0 ? Activity.UsualMinutes(Type)
        : int.TryParse(Length, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : -1;

    private static List<Guid> Ids(IEnumerable<string?> typed) => [.. typed.Select(FormValues.Id).OfType<Guid>().Distinct()];
}
