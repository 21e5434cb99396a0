using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Chat;
using Trichter.Campaigns.Fairs;
using Trichter.Campaigns.Landing;
using Trichter.Campaigns.Letters;
using Trichter.Campaigns.Magnets;
using Trichter.Campaigns.Returns;
using Trichter.Campaigns.Touches;
using Trichter.Customers;
using Trichter.Customers.Merge;
using Trichter.Deals;
using Trichter.Deals.Merge;
using Trichter.Ledger;
using Trichter.Tests.Support;

namespace Trichter.Tests.Campaigns;

/// <summary>Klaus was entered twice. What he left as the second one is the first one's after the merge, and the second one's again when it is taken back.</summary>
public sealed class MergedTracesTests : IAsyncLifetime
{
    private static readonly (string Kind, Func<Db, IQueryable<Guid?>> Whose)[] OfPeople =
    [
        ("touch", db => db.Touches.Select(its => its.PersonId)),
        ("entry at a fair", db => db.FairEntries.Select(its => its.PersonId)),
        ("link to a file", db => db.MagnetLinks.Select(its => its.PersonId)),
        ("mail to the address for leads", db => db.LeadMails.Select(its => its.PersonId)),
        ("returned mail", db => db.ReturnNotes.Select(its => its.PersonId)),
        ("letter", db => db.LetterRecipients.Where(its => its.Position == 1).Select(its => (Guid?)its.PersonId)),
    ];

    private static readonly (string Kind, Func<Db, IQueryable<Guid?>> Whose)[] OfDeals =
    [
        ("touch", db => db.Touches.Select(its => its.DealId)),
        ("entry at a fair", db => db.FairEntries.Select(its => its.DealId)),
        ("link to a file", db => db.MagnetLinks.Select(its => its.DealId)),
        ("mail to the address for leads", db => db.LeadMails.Select(its => its.DealId)),
        ("chat", db => db.Set<ChatTalk>().Select(its => its.DealId)),
    ];

    private Desk desk = null!;
    private Person klaus = null!, twin = null!;
    private Deal excavators = null!, again = null!;
    private Guid autumn;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        (klaus, twin) = (new Person { FirstName = "Klaus", LastName = "Wulf", CreatedAt = desk.App.Clock.Now }, new Person { FirstName = "Klaas", LastName = "Wulf", CreatedAt = desk.App.Clock.Now });
        (excavators, again) = (await desk.EnterAsync("Two excavators"), await desk.EnterAsync("Excavators for Petry"));
        await desk.App.InDbAsync(async db =>
        {
            var (now, ada, process) = (desk.App.Clock.Now, await db.Users.Select(its => its.Id).SingleAsync(), await db.Processes.Select(its => its.Id).FirstAsync());
            var day = DateOnly.FromDateTime(now);
            var (fair, paper, page) = (new Fair { Name = "bauma", FromDay = day, ToDay = day, Source = "bauma", ProcessId = process, CreatedAt = now },
                new Magnet { Name = "Guide.pdf", ContentType = "application/pdf", Size = 9, AddedAt = now }, new LandingPage { Path = "guide", Language = "en", Title = "Guide", ProcessId = process, CreatedAt = now });
            var (chat, letter, other) = (new ChatScript { Name = "Guide", Language = "en", ProcessId = process }, new Letter { Name = "Spring", CreatedAt = now }, new Letter { Name = "Autumn", CreatedAt = now });
            db.AddRange(klaus, twin, fair, paper, page, chat, letter, other);
            await db.SaveChangesAsync();
            autumn = other.Id;

            db.AddRange(
                new Touch { Kind = TouchKind.Form, PersonId = twin.Id, DealId = again.Id, At = now },
                new FairEntry { Id = Guid.CreateVersion7(), FairId = fair.Id, PersonId = twin.Id, DealId = again.Id, Heat = FairHeat.Hot, EnteredBy = ada, EnteredAt = now, ArrivedAt = now },
                new MagnetLink { TokenHash = "a", MagnetId = paper.Id, PageId = page.Id, PersonId = twin.Id, DealId = again.Id, CreatedAt = now, GoodUntil = now.AddDays(MagnetLink.GoodDays) },
                new Trichter.Campaigns.LeadMail.LeadMail { MessageHash = "a", PersonId = twin.Id, DealId = again.Id, At = now },
                new ReturnNote { Digest = "a", At = now, Kind = ReturnKind.Other, Address = "", PersonId = twin.Id, IsOurs = true },
                new ChatTalk { ScriptId = chat.Id, TokenHash = "a", Transcript = "", StartedAt = now, LastAt = now, DealId = again.Id },
                new LetterRecipient { LetterId = letter.Id, PersonId = twin.Id, Position = 1, At = now },
                new LetterRecipient { LetterId = autumn, PersonId = klaus.Id, Position = 2, At = now },
                new LetterRecipient { LetterId = autumn, PersonId = twin.Id, Position = 3, At = now });
            return await db.SaveChangesAsync();
        });
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task What_somebody_left_goes_over_to_the_person_that_stays_and_comes_back_with_the_undo()
    {
        Assert.Equal([], await WithAsync(OfPeople, klaus.Id));
        Assert.True(await desk.DoAsync<MergePeople, bool>(verb => verb.RunAsync(klaus.Id, twin.Id, new Dictionary<string, Keep>())));
        Assert.Equal(OfPeople.Select(one => one.Kind), await WithAsync(OfPeople, klaus.Id));

        var both = await desk.App.InDbAsync(db => db.LetterRecipients.Where(its => its.LetterId == autumn).OrderBy(its => its.Position).Select(its => its.PersonId).ToListAsync());
        Assert.Equal([klaus.Id, twin.Id], both);
        await desk.Browser.VisitAsync($"/people/{klaus.Id}/history");
        Assert.Contains("Fair entry", desk.Browser.Text, StringComparison.Ordinal);

        await TakeBackAsync(twin.Id);
        Assert.Equal(OfPeople.Select(one => one.Kind), await WithAsync(OfPeople, twin.Id));
    }

    [Fact]
    public async Task With_deals_that_become_one_it_goes_over_too()
    {
        Assert.IsType<MergeDealsResult.Merged>(await desk.DoAsync<MergeDeals, MergeDealsResult>(verb => verb.RunAsync(excavators.Id, [again.Id], new Dictionary<string, Keep>())));
        Assert.Equal(OfDeals.Select(one => one.Kind), await WithAsync(OfDeals, excavators.Id));

        await TakeBackAsync(again.Id);
        Assert.Equal(OfDeals.Select(one => one.Kind), await WithAsync(OfDeals, again.Id));
    }

    private async Task TakeBackAsync(Guid goes)
    {
        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.RecordId == goes).OrderByDescending(entry => entry.Id).Select(entry => entry.ChangeId).FirstAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(change, _ => true)));
    }

    /// <summary>The kinds of which every row is theirs.</summary>
    private Task<List<string>> WithAsync(IEnumerable<(string Kind, Func<Db, IQueryable<Guid?>> Whose)> kinds, Guid id) => desk.App.InDbAsync(async db =>
    {
        var found = new List<string>();
        foreach (var (kind, whose) in kinds)
            if (await whose(db).ToListAsync() is [{ } one] && one == id) found.Add(kind);
        return found;
    });
}
