using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Deals.History;
using Trichter.Ledger;
using Trichter.Platform.Workspaces;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Timeline;

namespace Trichter.Demo;

/// <summary>
/// Fills a workspace with the world of Nordwerk, on any process, seen from today: fifteen open deals and a year of closed ones.
/// It is one change, so that one undo takes it away.
/// </summary>
public sealed class AddSampleData(Db db, Change change, TimelineWriter timeline, ProcessCatalogue catalogue, DealFigures figures)
{
    private const int ClosedDeals = 64;

    public async Task RunAsync(SalesProcess process, User owner, CancellationToken cancellation = default)
    {
        change.StartAnew();
        var workspace = db.Workspaces.Local.FirstOrDefault() ?? db.Workspaces.Single();
        var version = await catalogue.CurrentAsync(process, cancellation);
        var sellers = AddSellers(owner);
        AddAgreement();
        var companies = AddCompanies(owner);
        var world = new World(workspace, process, version, [owner, .. sellers], companies);

        await db.ObjectionKinds.LoadAsync(cancellation);
        new AddSampleSelling(db, change).ToWorkspace();
        new AddSampleOffers(db, change).ToWorkspace(workspace.Currency);
        var deals = Nordwerk.Open.Select((deal, index) => AddOpen(deal, index, world)).ToList();
        for (var index = 0; index < ClosedDeals; index++)
            deals.Add(AddClosed(index, world));

        await figures.RefreshAsync(deals, cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    private List<User> AddSellers(User owner)
    {
        var sellers = Nordwerk.Sellers.Select(seller => new User
        {
            Name = seller.Name,
            Email = "",
            Role = Role.Seller,
            Language = owner.Language,
            TimeZone = owner.TimeZone,
        }).ToList();
        db.Users.AddRange(sellers);
        return sellers;
    }

    /// <summary>So that the sample shows figures by person.</summary>
    private void AddAgreement() => db.FigureAgreements.Add(new FigureAgreement
    {
        AgreedOn = DateOnly.FromDateTime(change.Now).AddDays(-75),
        InForceFrom = DateOnly.FromDateTime(change.Now).AddDays(-60),
        Document = "Betriebsvereinbarung Vertriebszahlen (Beispiel)",
        Scopes = [.. Enum.GetValues<FigureScope>()],
        RecordedAt = change.Now,
    });

    private List<Company> AddCompanies(User owner)
    {
        var companies = new List<Company>();
        var number = 0;
        foreach (var its in Nordwerk.Companies)
        {
            var company = new Company
            {
                Name = its.Name,
                Domain = its.Domain,
                Industry = its.Industry,
                Addresses = [new Address(AddressKind.Main, "", "", its.City, its.Country)],
                OwnerId = owner.Id,
                CreatedAt = change.Now.AddDays(-400),
            };
            company.RefreshNameKey();
            db.Companies.Add(company);
            companies.Add(company);

            foreach (var (first, last, role) in its.People)
            {
                var person = new Person
                {
                    FirstName = first,
                    LastName = last,
                    Emails = [$"{Fold(first)}.{Fold(last)}@{its.Domain}"],
                    Phones = OfNobody(number++),
                    Language = its.Country == "PL" ? "pl" : "de",
                    OwnerId = owner.Id,
                    CreatedAt = change.Now.AddDays(-400),
                };
                person.WorksAt(company.Id, role);
                person.RefreshKeys();
                db.People.Add(person);
            }
        }

        return companies;
    }

    /// <summary>One of the numbers that the Bundesnetzagentur keeps free for films (0171 39200 00 to 99); every fifth person has none.</summary>
    private static List<string> OfNobody(int number) => number % 5 == 4 ? [] : [$"+49 171 39200{number:00}"];

    private Deal AddOpen(DemoDeal its, int index, World world)
    {
        var stages = world.SalesStages;
        var at = Math.Min((int)(its.Progress * stages.Count), stages.Count - 1);
        var deal = NewDeal(its.Name, world, its.Company, its.Value, its.Source, world.Team[index % world.Team.Count], change.Now.AddDays(-its.DaysInStage - at * 9));
        deal.ExpectedClose = DateOnly.FromDateTime(change.Now).AddDays(20 + index * 6 % 70);

        var history = HistoryOf(deal, world);
        for (var stage = 0; stage <= at; stage++)
            history.Enter(stages[stage], world.Instant(change.Now.AddDays(-its.DaysInStage - (at - stage) * 9).AddHours(-stage)));
        Keep(deal, history, stages[at]);

        foreach (var stage in stages.Take(Math.Max(0, at - index % 3)))
            foreach (var criterion in stage.ExitCriteria.Where(criterion => criterion.Kind == CriterionKinds.Confirmation))
                db.Confirmations.Add(new Confirmation { DealId = deal.Id, StageKey = stage.Key, CriterionKey = criterion.Key, By = deal.OwnerId, At = change.Now.AddDays(-its.DaysInStage) });

        AddWork(its, deal);
        new AddSampleNeeds(db, change).To(deal, index, its.Progress);
        new AddSampleAnswers(db, change).To(deal, index);
        new AddSampleLeads(db, change).To(deal, index);
        new AddSampleSelling(db, change).To(deal, index);
        new AddSampleOffers(db, change).To(deal, index);
        timeline.Record(new DealEntered(deal.Id, deal.Name, stages[0].Name), history.Rows[0].EnteredAt!.Value);
        return deal;
    }

    private void AddWork(DemoDeal its, Deal deal)
    {
        foreach (var (text, position) in its.Obstacles.Select((text, position) => (text, position)))
            db.Obstacles.Add(new Obstacle { DealId = deal.Id, Text = text, Severity = position == 0 ? ObstacleSeverity.Critical : ObstacleSeverity.Medium, RaisedAt = change.Now.AddDays(-12), OwnerId = deal.OwnerId });

        db.Activities.Add(new Activity { DealId = deal.Id, Type = ActivityType.Call, Text = "Erstes Gespräch geführt", DoneAt = change.Now.AddDays(-its.DaysInStage), OwnerId = deal.OwnerId, CreatedAt = change.Now.AddDays(-its.DaysInStage) });
        timeline.Record(new ActivityDone(deal.Id, ActivityType.Call, "Erstes Gespräch geführt", ""), change.Now.AddDays(-its.DaysInStage));
        if (its.Progress > .4)
            db.Commitments.Add(new Commitment { DealId = deal.Id, Text = "Vorführung vor Ort ermöglicht", By = CommitmentSide.Customer, State = CommitmentState.Kept, AskedAt = change.Now.AddDays(-20), SettledAt = change.Now.AddDays(-10) });
        if (its.Step is { } step)
            db.Activities.Add(new Activity { DealId = deal.Id, Type = step, Text = its.StepText, DueAt = change.Now.Date.AddDays(its.StepInDays).AddHours(13), LengthMinutes = Activity.UsualMinutes(step), OwnerId = deal.OwnerId, CreatedAt = change.Now });
    }

    private Deal AddClosed(int index, World world)
    {
        var stages = world.SalesStages;
        var won = index % 5 is 0 or 2;
        var reached = won ? stages.Count - 1 : index * 7 % stages.Count;
        var days = 8 + index * 13 % 60;
        var entered = change.Now.AddDays(-days - 2 - index * 5);

        var deal = NewDeal($"{Nordwerk.Machines[index % Nordwerk.Machines.Length]}", world, index % world.Companies.Count, 12_000 + index * 7_919 % 240_000, Nordwerk.Sources[index * 3 % 5], world.Team[index % world.Team.Count], entered);
        var history = HistoryOf(deal, world);
        for (var stage = 0; stage <= reached; stage++)
            history.Enter(stages[stage], world.Instant(entered.AddDays((double)days * stage / stages.Count)));
        history.End(won ? StageHistory.Won : StageHistory.Lost, world.Instant(entered.AddDays(days)), () => stages[0]);

        Keep(deal, history, stages[reached]);
        (deal.Outcome, deal.OutcomeAt) = (won ? Outcome.Won : Outcome.Lost, entered.AddDays(days));
        var reasons = db.CloseReasons.Local.Where(reason => reason.Outcome == Outcome.Lost).OrderBy(reason => reason.Position).ToList();
        if (won) world.Companies[index % world.Companies.Count].CustomerSince ??= DateOnly.FromDateTime(entered.AddDays(days));
        else if (reasons.Count > 0) deal.CloseReasonId = reasons[index % reasons.Count].Id;
        return deal;
    }

    private Deal NewDeal(string name, World world, int company, long value, string source, User owner, DateTime created) => new()
    {
        Name = name,
        CompanyId = world.Companies[company].Id,
        CompanyName = world.Companies[company].Name,
        ProcessId = world.Process.Id,
        VersionId = world.Version.Id,
        Currency = world.Workspace.Currency,
        ValueMinor = value * 100,
        Source = source,
        EntrySource = source,
        OwnerId = owner.Id,
        LastActivityAt = change.Now,
        CreatedAt = created,
    };

    private StageHistory HistoryOf(Deal deal, World world) =>
        new(deal.Id, world.Version, []) { Actor = deal.OwnerId, RecordedAt = change.Now, Imported = true };

    private void Keep(Deal deal, StageHistory history, Stage stage)
    {
        db.Deals.Add(deal);
        db.Transitions.AddRange(history.Rows);
        (deal.StageId, deal.Position, deal.StageEnteredAt) = (stage.Id, stage.Position, history.Rows[^1].EnteredAt!.Value);
    }

    private static string Fold(string name) => Platform.Search.SearchEntry.Fold(name);

    private sealed record World(Workspace Workspace, SalesProcess Process, ProcessVersion Version, IReadOnlyList<User> Team, IReadOnlyList<Company> Companies)
    {
        public IReadOnlyList<Stage> SalesStages { get; } = [.. Version.Stages.Where(stage => !stage.IsAfterSale)];

        public Moment Instant(DateTime at) => Moment.Instant(at, Workspace.Zone);
    }
}
