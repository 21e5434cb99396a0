using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Activities.Booking;

/// <summary>Sets up my booking page.</summary>
public sealed partial class SetBookingPage(Db db, Me me)
{
    private const int MostQuestions = 10;
    private const int LongestQuestion = 300;

    /// <returns>What is wrong, by field; empty when it was saved.</returns>
    public async Task<IReadOnlyDictionary<string, Told>> RunAsync(BookingDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        var page = await db.BookingPages.SingleOrDefaultAsync(its => its.UserId == me.Id, cancellation);
        var faults = Faults(draft);
        if (await db.BookingPages.AnyAsync(its => its.Address == draft.Address && its.UserId != me.Id, cancellation)) faults.TryAdd("address", new Told("Somebody else has this address."));
        if (draft.Colleagues.Count > 0 && await db.Users.CountAsync(user => draft.Colleagues.Contains(user.Id), cancellation) != draft.Colleagues.Distinct().Count()) faults.TryAdd("colleagues", new Told("This colleague does not exist."));
        if (!await db.Processes.AnyAsync(its => its.Id == draft.ProcessId, cancellation)) faults.TryAdd("process", new Told("Choose one of the processes."));
        if (faults.Count > 0) return faults;

        if (page is null)
        {
            page = new BookingPage { UserId = me.User.Id, Address = "", Title = "", ProcessId = draft.ProcessId };
            db.BookingPages.Add(page);
        }

        (page.Address, page.Title, page.IsOpen, page.ProcessId) = (draft.Address, draft.Title.Trim(), draft.IsOpen, draft.ProcessId);
        (page.LengthMinutes, page.BufferMinutes, page.NoticeHours, page.MostPerDay, page.DaysAhead) = (draft.Length, draft.Buffer, draft.Notice, draft.MostPerDay, draft.DaysAhead);
        page.Questions = [.. draft.Questions];
        if (me.May(Right.ManageTeam)) page.Colleagues = [.. draft.Colleagues.Where(id => id != me.Id).Distinct()];
        await db.SaveChangesAsync(cancellation);
        return faults;
    }

    private static Dictionary<string, Told> Faults(BookingDraft draft)
    {
        var faults = new Dictionary<string, Told>();
        if (!Speaking().IsMatch(draft.Address)) faults["address"] = new Told("3 to 60 lower case letters, digits and hyphens.");
        if (draft.Title.Trim().Length is 0 or > 200) faults["title"] = new Told("A title is needed, of at most {0} characters.", 200);
        Between("length", draft.Length, 5, 480);
        Between("buffer", draft.Buffer, 0, 240);
        Between("notice", draft.Notice, 0, 720);
        Between("most", draft.MostPerDay, 1, 50);
        Between("ahead", draft.DaysAhead, 1, 365);
        if (draft.Questions.Count > MostQuestions || draft.Questions.Any(question => question.Length > LongestQuestion))
            faults["questions"] = new Told("At most {0} questions of at most {1} characters.", MostQuestions, LongestQuestion);
        return faults;

        void Between(string field, int number, int least, int most)
        {
            if (number < least || number > most) faults[field] = new Told("A whole number from {0} to {1}.", least, most);
        }
    }

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]$")]
    private static partial Regex Speaking();
}

/// <summary>A booking page, as somebody wants it.</summary>
/// <param name="Notice">In hours.</param>
public sealed record BookingDraft(string Address, string Title, int Length, int Buffer, int Notice, int MostPerDay, int DaysAhead, IReadOnlyList<string> Questions, Guid ProcessId, bool IsOpen)
{
    /// <summary>Who take turns with me; only those who manage the team say so.</summary>
    public IReadOnlyList<Guid> Colleagues { get; init; } = [];
}
