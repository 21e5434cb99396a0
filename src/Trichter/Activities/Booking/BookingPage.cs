using Trichter.Activities.Meetings;
using Trichter.Platform.Calendar;
using Trichter.Platform.Storage;

namespace Trichter.Activities.Booking;

/// <summary>A public page on which a stranger takes a free time in the calendar of one user, or of several who take turns.</summary>
public sealed class BookingPage : IRecorded, IVersioned, IRetirable
{
    private const int Step = 30;
    private const int ShortStep = 15;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid UserId { get; init; }

    /// <summary>The last part of the page's address: lower case letters, digits and hyphens.</summary>
    public required string Address { get; set; }

    public required string Title { get; set; }
    public int LengthMinutes { get; set; } = 30;

    /// <summary>Kept free before and after each meeting.</summary>
    public int BufferMinutes { get; set; }

    /// <summary>How long before a meeting it can be booked at the latest.</summary>
    public int NoticeHours { get; set; } = 24;

    public int MostPerDay { get; set; } = 4;
    public int DaysAhead { get; set; } = 30;
    public List<string> Questions { get; set; } = [];

    /// <summary>Colleagues who take turns with the user: whoever is free and has the fewest bookings ahead gets the next.</summary>
    public List<Guid> Colleagues { get; set; } = [];

    /// <summary>In which process the deal of somebody new begins.</summary>
    public required Guid ProcessId { get; set; }

    public bool IsOpen { get; set; }

    /// <summary>Rises with every booking, and only for the one who sees the same number as before: so that of two who take a time at once one gets it.</summary>
    [NotRecorded] public int Taken { get; set; }

    public int Version { get; private set; }

    public void Retire(DateTime at) => IsOpen = false;

    /// <summary>The times that are free on a day of the company.</summary>
    /// <param name="busy">What stands in the calendar on that day and beside it.</param>
    /// <param name="booked">How many meetings were booked on that day already.</param>
    public IEnumerable<DateTime> FreeOn(DateOnly day, WorkingHours hours, TimeZoneInfo zone, IReadOnlyCollection<Busy> busy, int booked, DateTime now)
    {
        if (booked >= MostPerDay) yield break;

        var earliest = now.AddHours(NoticeHours);
        foreach (var span in hours.On(day))
            for (var minute = span.From; minute + LengthMinutes <= span.To; minute += LengthMinutes < Step ? ShortStep : Step)
            {
                var from = LocalTime.ToUtc(day, minute, zone);
                var to = from.AddMinutes(LengthMinutes);
                if (from >= earliest && !busy.Any(its => its.Overlaps(from.AddMinutes(-BufferMinutes), to.AddMinutes(BufferMinutes)))) yield return from;
            }
    }
}
