using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Audiences;
using Trichter.Customers.Privacy.Erase;
using Trichter.Customers.Privacy.Processing;
using Trichter.Customers.Privacy.Requests;
using Trichter.Customers.Privacy.Retention;
using Trichter.Team.FigureAgreements;

namespace Trichter;

public sealed partial class Db
{
    public DbSet<Erasure> Erasures => Set<Erasure>();
    public DbSet<LegalHold> LegalHolds => Set<LegalHold>();
    public DbSet<PrivacyRequest> PrivacyRequests => Set<PrivacyRequest>();
    public DbSet<PrivacyFile> PrivacyFiles => Set<PrivacyFile>();
    public DbSet<RetentionRule> RetentionRules => Set<RetentionRule>();
    public DbSet<RetentionRun> RetentionRuns => Set<RetentionRun>();
    public DbSet<ProcessingNote> ProcessingNotes => Set<ProcessingNote>();
    public DbSet<AudienceExport> AudienceExports => Set<AudienceExport>();
    public DbSet<AudienceMember> AudienceMembers => Set<AudienceMember>();
    public DbSet<FigureAgreement> FigureAgreements => Set<FigureAgreement>();
}
