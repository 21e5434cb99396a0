using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Team.Lists;
using Trichter.Team.Roles;

namespace Trichter.Deals.List;

/// <summary>What lists of deals can be filtered by.</summary>
public sealed class DealFilterFields(OwnFields own, Me me)
{
    private static readonly IReadOnlyList<FilterField> Plain =
    [
        new("name", new Told("Name"), FilterKind.Text),
        new("company", new Told("Company"), FilterKind.Text),
        new("value", new Told("Value"), FilterKind.Amount),
        new("owner", new Told("Owner"), FilterKind.Owner),
        new("source", new Told("Source"), FilterKind.Text),
        new("product", new Told("Product"), FilterKind.Text),
        new("tag", new Told("Tag"), FilterKind.Tag),
        new("close", new Told("Expected close"), FilterKind.Day),
        new("created", new Told("Entered"), FilterKind.Day),
        new("outcome", new Told("Outcome"), FilterKind.Choice) { Choices = FilterChoice.Of<Outcome>() },
        new("closed", new Told("Closed"), FilterKind.Day),
        new("entered-stage", new Told("In the stage since"), FilterKind.Day),
        new("activity", new Told("Last activity"), FilterKind.Day),
        new("next", new Told("Next step"), FilterKind.Day),
        new("existing", new Told("Existing customer"), FilterKind.YesNo),
        new("red-flag", new Told("Open red flag"), FilterKind.YesNo),
        new("industry", new Told("Industry of the company"), FilterKind.Text),
    ];

    /// <summary>Those of the workspace included; nobody filters by what they may not see.</summary>
    public async Task<IReadOnlyList<FilterField>> AllAsync(CancellationToken cancellation = default) =>
    [
        .. Plain.Where(field => field.Key != DealFields.Value.Key || me.MaySee(DealFields.Value)),
        .. (await own.OfAsync(nameof(Deal), cancellation)).Select(FilterField.Of),
    ];
}
