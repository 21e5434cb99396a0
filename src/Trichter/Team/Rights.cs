using Trichter.Platform.Language;

namespace Trichter.Team;

/// <summary>What a role may do. Pages and verbs ask for one of these.</summary>
public enum Right
{
    [Says("See deals")] SeeDeals,
    [Says("Change deals")] ChangeDeals,
    [Says("Propose leads to sales")] ProposeLeads,
    [Says("See companies and people")] SeeCustomers,
    [Says("Change companies and people")] ChangeCustomers,
    [Says("Run campaigns")] RunCampaigns,
    [Says("See reports")] SeeInsight,
    [Says("Import files")] Import,
    [Says("Export everything")] Export,
    [Says("See processes")] SeeProcesses,
    [Says("Edit processes")] EditProcesses,
    [Says("Edit products and prices")] EditProducts,
    [Says("See costs and margins")] SeeMargins,
    [Says("Issue invoices and note payments")] Bill,
    [Says("Manage the team")] ManageTeam,
    [Says("Manage the workspace")] ManageWorkspace,
}

/// <summary>The rights of each role, at a glance.</summary>
public static class Rights
{
    private static readonly HashSet<Right> Reading = [Right.SeeDeals, Right.SeeCustomers, Right.SeeInsight, Right.SeeProcesses];

    private static readonly Dictionary<Role, HashSet<Right>> ByRole = new()
    {
        [Role.Owner] = [.. Enum.GetValues<Right>()],
        [Role.Manager] = [.. Reading, Right.ChangeDeals, Right.ProposeLeads, Right.ChangeCustomers, Right.Import, Right.Export, Right.ManageTeam, Right.EditProcesses, Right.EditProducts, Right.SeeMargins, Right.Bill, Right.RunCampaigns],
        [Role.Seller] = [.. Reading, Right.ChangeDeals, Right.ProposeLeads, Right.ChangeCustomers],
        [Role.Marketing] = [.. Reading, Right.ProposeLeads, Right.ChangeCustomers, Right.Import, Right.RunCampaigns],
        [Role.Service] = [Right.SeeDeals, Right.ChangeDeals, Right.SeeCustomers, Right.ChangeCustomers, Right.SeeProcesses],
        [Role.Reader] = [.. Reading],
    };

    public static IReadOnlySet<Right> Of(Role role) => ByRole[role];
}
