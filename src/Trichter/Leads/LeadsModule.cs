using Trichter.Campaigns.Fairs;
using Trichter.Deals.Evidence;
using Trichter.Deals.Record;
using Trichter.Leads.FirstContact;
using Trichter.Leads.Proposals;
using Trichter.Leads.Questionnaires;
using Trichter.Leads.Questionnaires.Edit;
using Trichter.Leads.Questionnaires.Links;
using Trichter.Leads.Routing;
using Trichter.Leads.Scoring;
using Trichter.Team;

namespace Trichter.Leads;

internal static class LeadsModule
{
    public static void AddLeads(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<QuestionnaireReader>();
        services.AddScoped<EditQuestionnaire>();
        services.AddScoped<AnswerQuestions>();
        services.AddScoped<ShareQuestionnaire>();
        services.AddScoped<AnswerByLink>();
        services.AddScoped<IEvidenceSource, QuestionnaireSource>();
        services.AddSingleton<ICriterionKind, QuestionnaireAnswered>();
        services.AddSingleton(DealPanel.Of<QuestionnairePanel>(DealPanelPlace.Left, 15));

        services.AddFirstContact();
        services.AddLeadRouting();

        services.AddScoped<ReadScores>();
        services.AddScoped<SetScoreRules>();
        services.AddScoped<IEvidenceSource, ScoreSource>();
        services.AddSingleton<ICriterionKind, ScoreReached>();
        services.AddSingleton(DealPanel.Of<ScorePanel>(DealPanelPlace.Right, 2));
        services.AddSingleton(new SettingsEntry(46, "Lead score", "/settings/scoring", Right.RunCampaigns));

        services.AddScoped<ProposeLead>();
        services.AddScoped<AnswerProposal>();
        services.AddScoped<IKnowQualified, KnowQualified>();
        services.AddSingleton(DealPanel.Of<LeadPanel>(DealPanelPlace.Left, 12));
        services.AddSingleton(new MenuEntry(25, "Leads", "send", "/leads", Right.SeeDeals));
        services.AddSingleton(new SettingsEntry(45, "Questionnaires", "/settings/questionnaires", Right.EditProcesses));
    }

    public static void MapLeads(this IEndpointRouteBuilder routes)
    {
        routes.MapQuestionnaireForms();
        routes.MapLeadForms();
        routes.MapLeadRouting();
    }
}
