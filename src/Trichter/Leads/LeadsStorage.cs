using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Deals;
using Trichter.Leads.Proposals;
using Trichter.Leads.Questionnaires;
using Trichter.Leads.Questionnaires.Links;
using Trichter.Leads.Scoring;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Leads;

internal sealed class LeadsStorage :
    IEntityTypeConfiguration<Questionnaire>, IEntityTypeConfiguration<QuestionnaireVersion>, IEntityTypeConfiguration<Answer>, IEntityTypeConfiguration<QuestionnaireLink>,
    IEntityTypeConfiguration<LeadProposal>, IEntityTypeConfiguration<ScoreRules>
{
    public void Configure(EntityTypeBuilder<Questionnaire> questionnaire)
    {
        questionnaire.ToTable("questionnaires");
        questionnaire.Property(q => q.Name).StoredAsJson();
        questionnaire.Property(q => q.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<QuestionnaireVersion> version)
    {
        version.ToTable("questionnaire_versions");
        version.Property(v => v.Groups).StoredAsJson();
        version.Property(v => v.Version).IsConcurrencyToken();
        version.HasOne<Questionnaire>().WithMany().HasForeignKey(v => v.QuestionnaireId);
        version.Ignore(v => v.IsDraft);
        version.Ignore(v => v.Questions);
    }

    public void Configure(EntityTypeBuilder<Answer> answer)
    {
        answer.ToTable("answers");
        answer.Property(a => a.Version).IsConcurrencyToken();
        answer.HasOne<Deal>().WithMany().HasForeignKey(a => a.DealId);
        answer.HasOne<Questionnaire>().WithMany().HasForeignKey(a => a.QuestionnaireId);
        answer.HasOne<QuestionnaireVersion>().WithMany().HasForeignKey(a => a.VersionId);
        answer.HasOne<User>().WithMany().HasForeignKey(a => a.AnsweredBy);
    }

    public void Configure(EntityTypeBuilder<QuestionnaireLink> link)
    {
        link.ToTable("questionnaire_links");
        link.HasOne<Deal>().WithMany().HasForeignKey(l => l.DealId);
        link.HasOne<Questionnaire>().WithMany().HasForeignKey(l => l.QuestionnaireId);
        link.HasOne<QuestionnaireVersion>().WithMany().HasForeignKey(l => l.VersionId);
        link.HasOne<User>().WithMany().HasForeignKey(l => l.CreatedBy);
    }

    public void Configure(EntityTypeBuilder<LeadProposal> proposal)
    {
        proposal.ToTable("lead_proposals");
        proposal.Property(p => p.Version).IsConcurrencyToken();
        proposal.HasOne<Deal>().WithMany().HasForeignKey(p => p.DealId);
        proposal.HasOne<User>().WithMany().HasForeignKey(p => p.ProposedBy);
        proposal.HasOne<User>().WithMany().HasForeignKey(p => p.SettledBy);
    }

    public void Configure(EntityTypeBuilder<ScoreRules> rules)
    {
        rules.ToTable("score_rules");
        rules.Property(r => r.Fit).StoredAsJson();
        rules.Property(r => r.Engagement).StoredAsJson();
        rules.Property(r => r.Version).IsConcurrencyToken();
    }
}
