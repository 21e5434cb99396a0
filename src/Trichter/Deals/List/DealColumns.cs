using Microsoft.AspNetCore.Components;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Team.Lists;
using Trichter.Team.Roles;

namespace Trichter.Deals.List;

/// <summary>The columns that lists of deals can show; also what an export of the list carries.</summary>
public sealed class DealColumns(Texts texts, Me me, DealMoney money, OwnFields own)
{
    /// <summary>How to say what a deal itself does not know.</summary>
    public sealed record Drawing(IReadOnlyDictionary<Guid, string> Users, Func<Deal, string> StageOf)
    {
        public RenderFragment<Deal>? Name { get; init; }
        public RenderFragment<Deal>? NextStep { get; init; }
    }

    /// <param name="rows">Those that are shown, so that the names of records they point to are known.</param>
    public async Task<IReadOnlyList<ListColumn<Deal>>> AllAsync(IReadOnlyCollection<Deal> rows, Drawing drawing, CancellationToken cancellation = default)
    {
        var fields = me.Fields(DealFields.All);
        return
        [
            new("name", texts["Name"], deal => deal.Name) { Cell = drawing.Name, IsUsual = true, Sorts = true, Edits = Edited("name") },
            new("company", texts["Company"], deal => deal.CompanyName),
            new("value", texts["Value"], deal => money.Of(deal.ValueMinor, deal.Currency))
            {
                IsUsual = true, IsNumber = true, Sorts = money.IsSeen, Edits = Edited("value"),
                Export = deal => money.IsSeen ? (deal.ValueMinor / 100m).ToString("0.00", texts.Culture) : "",
            },
            new("currency", texts["Currency"], deal => deal.Currency),
            new("close", texts["Expected close"], deal => deal.ExpectedClose is { } day ? texts.Date(day) : "") { IsUsual = true, Sorts = true, Edits = Edited("expected_close") },
            new("created", texts["Entered"], deal => texts.Date(deal.CreatedAt)) { IsUsual = true, Sorts = true },
            new("stage", texts["Stage"], drawing.StageOf) { IsUsual = true },
            new("next", texts["Next step"], deal => deal.IsOpen && deal.NextStepAt is { } at ? $"{texts.DateTime(at)} {deal.NextStep}" : "") { IsUsual = true, Cell = deal => drawing.NextStep is { } mark && deal.IsOpen ? mark(deal) : _ => { } },
            new("owner", texts["Owner"], deal => deal.OwnerId is { } id ? drawing.Users.GetValueOrDefault(id, "") : "") { IsUsual = true },
            new("source", texts["Source"], deal => deal.Source) { IsUsual = true, Edits = Edited("source") },
            new("outcome", texts["Outcome"], deal => texts.Of(deal.Outcome)) { IsUsual = true },
            new("product", texts["Product"], deal => deal.Product) { Edits = Edited("product") },
            new("tags", texts["Tags"], deal => Canonical.Of(deal.Tags)) { Edits = Edited("tags") },
            new("entered-stage", texts["In the stage since"], deal => texts.Date(deal.StageEnteredAt)),
            new("activity", texts["Last activity"], deal => texts.Date(deal.LastActivityAt)),
            new("external_id", texts["External id"], deal => deal.ExternalId),
            .. (await own.CustomAsync(rows, cancellation: cancellation)).Select(field => ListColumns.Of(field, texts)),
        ];

        string? Edited(string key) => fields.FirstOrDefault(field => field.Key == key)?.Access == FieldAccess.Visible ? key : null;
    }
}
