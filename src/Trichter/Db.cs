using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Activities.Booking;
using Trichter.Activities.CallLists;
using Trichter.Activities.Feed;
using Trichter.Activities.Repeat;
using Trichter.Campaigns.Fairs;
using Trichter.Campaigns.Landing;
using Trichter.Campaigns.Letters;
using Trichter.Campaigns.Links;
using Trichter.Campaigns.Magnets;
using Trichter.Campaigns.Mailings;
using Trichter.Campaigns.Returns;
using Trichter.Campaigns.Segments;
using Trichter.Campaigns.Touches;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Deals;
using Trichter.Deals.HandOvers;
using Trichter.Deals.History;
using Trichter.Deals.Needs;
using Trichter.Deals.Plan;
using Trichter.Deals.Stakeholders;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Tokens;
using Trichter.Exchange.Import;
using Trichter.Exchange.Webhooks;
using Trichter.Leads.FirstContact;
using Trichter.Leads.Proposals;
using Trichter.Leads.Questionnaires;
using Trichter.Leads.Questionnaires.Links;
using Trichter.Leads.Routing;
using Trichter.Leads.Scoring;
using Trichter.Ledger;
using Trichter.Ledger.Sealing;
using Trichter.Market.Groups;
using Trichter.Market.Industries;
using Trichter.Market.Lists;
using Trichter.Market.Profiles;
using Trichter.Market.Universe;
using Trichter.Nurturing;
using Trichter.Platform.Calendar;
using Trichter.Platform.Jobs;
using Trichter.Platform.Mail;
using Trichter.Platform.Search;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.Bulk;
using Trichter.Team.Coaching;
using Trichter.Team.CustomFields;
using Trichter.Team.Marks;
using Trichter.Team.Notifications;
using Trichter.Team.Passkeys;
using Trichter.Team.Roles;
using Trichter.Team.Sessions;
using Trichter.Team.Views;
using Trichter.Timeline;

namespace Trichter;

/// <summary>Every table of the application, at a glance; those from the offer to the paid invoice stand in <c>DbSales.cs</c>, those of requests, erasing and keeping in <c>DbPrivacy.cs</c>. How each is stored is told in its module.</summary>
public sealed partial class Db(DbContextOptions<Db> options, Change change) : DbContext(options)
{
    public DbSet<Workspace> Workspaces => Set<Workspace>();
    public DbSet<WorkingHours> WorkingHours => Set<WorkingHours>();
    public DbSet<User> Users => Set<User>();
    public DbSet<TeamGroup> Teams => Set<TeamGroup>();
    public DbSet<RoleRule> RoleRules => Set<RoleRule>();
    public DbSet<CookieKey> CookieKeys => Set<CookieKey>();
    public DbSet<UserSession> Sessions => Set<UserSession>();
    public DbSet<Passkey> Passkeys => Set<Passkey>();
    public DbSet<CustomField> CustomFields => Set<CustomField>();
    public DbSet<CustomValue> CustomValues => Set<CustomValue>();
    public DbSet<MailServer> MailServers => Set<MailServer>();
    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();
    public DbSet<MailAttachment> MailAttachments => Set<MailAttachment>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<NotificationRule> NotificationRules => Set<NotificationRule>();
    public DbSet<CoachingNote> CoachingNotes => Set<CoachingNote>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();

    public DbSet<ChangeRecord> Changes => Set<ChangeRecord>();
    public DbSet<LedgerEntry> Ledger => Set<LedgerEntry>();
    public DbSet<Seal> Seals => Set<Seal>();
    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();
    public DbSet<SearchEntry> SearchEntries => Set<SearchEntry>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<SalesProcess> Processes => Set<SalesProcess>();
    public DbSet<ProcessVersion> ProcessVersions => Set<ProcessVersion>();

    public DbSet<Company> Companies => Set<Company>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Employment> Employments => Set<Employment>();
    public DbSet<ConsentEvent> ConsentEvents => Set<ConsentEvent>();
    public DbSet<ConsentWording> ConsentWordings => Set<ConsentWording>();
    public DbSet<Suppression> Suppressions => Set<Suppression>();
    public DbSet<PointHealth> PointHealth => Set<PointHealth>();
    public DbSet<PersonPrivacy> PersonPrivacy => Set<PersonPrivacy>();
    public DbSet<InterestNote> InterestNotes => Set<InterestNote>();
    public DbSet<OptInRequest> OptInRequests => Set<OptInRequest>();
    public DbSet<PrivacyKey> PrivacyKeys => Set<PrivacyKey>();

    public DbSet<Deal> Deals => Set<Deal>();
    public DbSet<StageTransition> Transitions => Set<StageTransition>();
    public DbSet<CloseReason> CloseReasons => Set<CloseReason>();
    public DbSet<Obstacle> Obstacles => Set<Obstacle>();
    public DbSet<Commitment> Commitments => Set<Commitment>();
    public DbSet<Confirmation> Confirmations => Set<Confirmation>();
    public DbSet<HandOver> HandOvers => Set<HandOver>();
    public DbSet<Favourite> Favourites => Set<Favourite>();
    public DbSet<BulkRun> BulkRuns => Set<BulkRun>();
    public DbSet<BulkRefusal> BulkRefusals => Set<BulkRefusal>();
    public DbSet<Need> Needs => Set<Need>();
    public DbSet<Stakeholder> Stakeholders => Set<Stakeholder>();
    public DbSet<BuyingStep> BuyingSteps => Set<BuyingStep>();

    public DbSet<Activity> Activities => Set<Activity>();
    public DbSet<CallRound> CallRounds => Set<CallRound>();
    public DbSet<CallStop> CallStops => Set<CallStop>();
    public DbSet<Series> Series => Set<Series>();
    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();
    public DbSet<BookingPage> BookingPages => Set<BookingPage>();
    public DbSet<Booking> Bookings => Set<Booking>();
    public DbSet<Participant> Participants => Set<Participant>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<AttachmentContent> AttachmentContents => Set<AttachmentContent>();

    public DbSet<SuspectList> SuspectLists => Set<SuspectList>();
    public DbSet<Suspect> Suspects => Set<Suspect>();
    public DbSet<CustomerProfile> CustomerProfiles => Set<CustomerProfile>();
    public DbSet<TargetGroup> TargetGroups => Set<TargetGroup>();
    public DbSet<IndustryMove> IndustryMoves => Set<IndustryMove>();
    public DbSet<IndustryDecision> IndustryDecisions => Set<IndustryDecision>();
    public DbSet<Programme> Programmes => Set<Programme>();
    public DbSet<ProgrammeVersion> ProgrammeVersions => Set<ProgrammeVersion>();
    public DbSet<Enrolment> Enrolments => Set<Enrolment>();
    public DbSet<EnrolmentNote> EnrolmentNotes => Set<EnrolmentNote>();
    public DbSet<Segment> Segments => Set<Segment>();
    public DbSet<SegmentMember> SegmentMembers => Set<SegmentMember>();
    public DbSet<Mailing> Mailings => Set<Mailing>();
    public DbSet<Campaigns.Mailings.Split.MailingTest> MailingTests => Set<Campaigns.Mailings.Split.MailingTest>();
    public DbSet<MailingRecipient> MailingRecipients => Set<MailingRecipient>();
    public DbSet<LandingPage> LandingPages => Set<LandingPage>();
    public DbSet<LandingVersion> LandingVersions => Set<LandingVersion>();
    public DbSet<Touch> Touches => Set<Touch>();
    public DbSet<Campaigns.Costs.CostEntry> CostEntries => Set<Campaigns.Costs.CostEntry>();
    public DbSet<Fair> Fairs => Set<Fair>();
    public DbSet<Campaigns.LeadMail.LeadInbox> LeadInboxes => Set<Campaigns.LeadMail.LeadInbox>();
    public DbSet<Campaigns.LeadMail.LeadMail> LeadMails => Set<Campaigns.LeadMail.LeadMail>();
    public DbSet<Letter> Letters => Set<Letter>();
    public DbSet<LetterRecipient> LetterRecipients => Set<LetterRecipient>();
    public DbSet<LetterFile> LetterFiles => Set<LetterFile>();
    public DbSet<Magnet> Magnets => Set<Magnet>();
    public DbSet<MagnetContent> MagnetContents => Set<MagnetContent>();
    public DbSet<MagnetLink> MagnetLinks => Set<MagnetLink>();
    public DbSet<FairEntry> FairEntries => Set<FairEntry>();
    public DbSet<TrackedLink> TrackedLinks => Set<TrackedLink>();
    public DbSet<ReturnBox> ReturnBoxes => Set<ReturnBox>();
    public DbSet<ReturnNote> ReturnNotes => Set<ReturnNote>();
    public DbSet<VisitCount> VisitCounts => Set<VisitCount>();

    public DbSet<ScoreRules> ScoreRules => Set<ScoreRules>();
    public DbSet<LeadProposal> LeadProposals => Set<LeadProposal>();
    public DbSet<Questionnaire> Questionnaires => Set<Questionnaire>();
    public DbSet<QuestionnaireVersion> QuestionnaireVersions => Set<QuestionnaireVersion>();
    public DbSet<Leads.Questionnaires.Answer> Answers => Set<Leads.Questionnaires.Answer>();
    public DbSet<QuestionnaireLink> QuestionnaireLinks => Set<QuestionnaireLink>();
    public DbSet<LeadClock> LeadClocks => Set<LeadClock>();
    public DbSet<RoutingRule> RoutingRules => Set<RoutingRule>();
    public DbSet<FirstContactRule> FirstContactRules => Set<FirstContactRule>();

    public DbSet<Insight.Probability.KeptModel> Models => Set<Insight.Probability.KeptModel>();
    public DbSet<Insight.Forecast.ForecastSnapshot> ForecastSnapshots => Set<Insight.Forecast.ForecastSnapshot>();
    public DbSet<Insight.Targets.Target> Targets => Set<Insight.Targets.Target>();
    public DbSet<Insight.Builder.OwnReport> OwnReports => Set<Insight.Builder.OwnReport>();
    public DbSet<Insight.ByMail.ReportMail> ReportMails => Set<Insight.ByMail.ReportMail>();
    public DbSet<Insight.Dashboards.Dashboard> Dashboards => Set<Insight.Dashboards.Dashboard>();
    public DbSet<Insight.Forecast.KeptForecast> Forecasts => Set<Insight.Forecast.KeptForecast>();

    public DbSet<ImportRun> Imports => Set<ImportRun>();
    public DbSet<ImportRefusal> ImportRefusals => Set<ImportRefusal>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<StoredAnswer> StoredAnswers => Set<StoredAnswer>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<WebhookMessage> WebhookMessages => Set<WebhookMessage>();
    public DbSet<RememberedMapping> Mappings => Set<RememberedMapping>();

    /// <summary>Every change of a record goes into the ledger, the search index and the values to filter by in the same save.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        StorableText.Clean(this);
        using (this.WithoutDetecting())
        {
            LedgerWriter.Record(this, change);
            SearchWriter.Follow(this);
            await CustomValueWriter.FollowAsync(this, cancellationToken);
        }

        await InsertMany.RunAsync(this, cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcInstant>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(Db).Assembly);
        modelBuilder.UseSnakeCaseNames();
        modelBuilder.UseIdsOfTheApplication();
        modelBuilder.UseStoredFunctions(Database.IsNpgsql());
    }
}
