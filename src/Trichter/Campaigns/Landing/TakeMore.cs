using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Booking;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Campaigns.Landing;

/// <summary>
/// Asks further questions after the form was sent, a few at a time. A short form is sent more often; who is willing tells more. Which lead it is travels with
/// the form, sealed: nothing is kept on the visitor's machine.
/// </summary>
public sealed class TakeMore(Db db, Me me, TimelineWriter timeline, IDataProtectionProvider protection)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    private ITimeLimitedDataProtector Seal => protection.CreateProtector("landing more").ToTimeLimitedDataProtector();

    /// <summary>Goes along with the next questions.</summary>
    /// <param name="next">The question that comes next, from 0.</param>
    public string Ticket(Guid dealId, int next) => Seal.Protect($"{dealId:N} {next.ToString(CultureInfo.InvariantCulture)}", Longest);

    /// <param name="answers">To the questions from where the ticket says, in their order.</param>
    /// <returns>Where the questions go on, and what is wrong by field ("answer-3"); null for a ticket that is none, or too old.</returns>
    public async Task<MoreResult?> RunAsync(LandingContent content, string ticket, IReadOnlyList<string> answers, CancellationToken cancellation = default)
    {
        if (Read(ticket) is not var (dealId, next) || await db.Deals.SingleOrDefaultAsync(its => its.Id == dealId, cancellation) is not { } deal) return null;

        var faults = new Dictionary<string, Told>();
        for (var i = 0; i < answers.Count; i++)
            if (answers[i].Length > Visitor.LongestAnswer) faults[$"answer-{next + i}"] = new Told("At most {0} characters.", Visitor.LongestAnswer);
        if (faults.Count > 0) return new MoreResult(deal.Id, next, faults);

        me.ActAsProgram();
        var said = content.Questions.Skip(next).Zip(answers).Where(one => one.Second.Trim().Length > 0).Select(one => $"{one.First} {one.Second.Trim()}").ToList();
        if (said.Count > 0)
        {
            timeline.Record(new FormSent(deal.Id, content.Title, string.Join('\n', said)));
            await db.SaveChangesAsync(cancellation);
        }

        return new MoreResult(deal.Id, next + answers.Count, faults);
    }

    private (Guid Deal, int Next)? Read(string ticket)
    {
        try
        {
            return Seal.Unprotect(ticket).Split(' ') is [var deal, var next] ? (Guid.Parse(deal), int.Parse(next, CultureInfo.InvariantCulture)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <param name="Next">The question that comes next, from 0; as many as there are when all were asked.</param>
public sealed record MoreResult(Guid DealId, int Next, IReadOnlyDictionary<string, Told> Faults);
