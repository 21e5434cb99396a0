using System.Text.Json.Nodes;
using Trichter.Billing.Invoices;
using Trichter.Exchange.Api.Requests;
using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Offers.Quotes;
using Trichter.Orders;
using Trichter.Orders.Checklists;

namespace Trichter.Exchange.Api.Resources;

/// <summary>Quotes, orders and invoices as JSON. Amounts are in whole units of the currency, as everywhere in the API.</summary>
internal static class DocumentJson
{
    public static JsonObject Of(QuoteRow its) => Head(its.Id, its.Version.DealId, its.Number, its.Version, new()
    {
        ["version"] = its.Version.Number,
        ["state"] = Words.Of(its.Version.State),
        ["valid_until"] = FieldJson.Of(its.Version.ValidUntil),
        ["sent_at"] = its.Version.SentAt,
        ["decided_at"] = its.Version.DecidedAt,
        ["net"] = Round.ToMajor(its.Version.NetMinor),
        ["vat"] = Round.ToMajor(its.Version.VatMinor),
        ["gross"] = Round.ToMajor(its.Version.GrossMinor),
        ["contract"] = Round.ToMajor(its.Version.ContractMinor),
        ["created_at"] = its.CreatedAt,
    });

    public static JsonObject Of(Order its) => Head(its.Id, its.DealId, its.Number, its, new()
    {
        ["company_id"] = its.CompanyId,
        ["customer_number"] = its.CustomerNumber,
        ["state"] = Words.Of(its.State),
        ["ordered_on"] = FieldJson.Of(its.OrderedOn),
        ["promised_on"] = FieldJson.Of(its.PromisedOn),
        ["confirmed_at"] = its.ConfirmedAt,
        ["net"] = Round.ToMajor(its.NetMinor),
        ["vat"] = Round.ToMajor(its.VatMinor),
        ["gross"] = Round.ToMajor(its.GrossMinor),
        ["contract"] = Round.ToMajor(its.ContractMinor),
        ["created_at"] = its.CreatedAt,
    });

    public static JsonObject Of(OpenOrder open)
    {
        var json = Of(open.Order);
        json["lines"] = new JsonArray([.. open.Lines.Select(line => new JsonObject
        {
            ["key"] = line.Key,
            ["article"] = line.Article,
            ["name"] = line.Name,
            ["quantity"] = line.Quantity,
            ["unit"] = line.Unit,
            ["price"] = line.Price,
            ["basis"] = line.Basis,
            ["discount"] = line.Discount,
            ["vat_category"] = line.VatCategory.ToString(),
            ["vat_rate"] = line.VatRate,
            ["net"] = Round.ToMajor(LineAmounts.Of(line.Priced).Net),
            ["delivered"] = OpenQuantities.DeliveredOf(line, open.Deliveries),
            ["open"] = OpenQuantities.Of(line, open.Deliveries),
        })]);
        return json;
    }

    public static JsonObject Of(OrderHandOver its, IEnumerable<OrderPoint> points) => new()
    {
        ["id"] = its.Id,
        ["department"] = its.Department,
        ["receiver_id"] = its.ReceiverId,
        ["state"] = Words.Of(its.State),
        ["given_by"] = its.GivenBy,
        ["given_at"] = its.GivenAt,
        ["settled_by"] = its.SettledBy,
        ["settled_at"] = its.SettledAt,
        ["answer"] = its.Answer,
        ["both_roles"] = its.BothRoles,
        ["points"] = new JsonArray([.. points.Select(point => new JsonObject
        {
            ["id"] = point.Id,
            ["text"] = point.Text,
            ["owner_id"] = point.OwnerId,
            ["due_on"] = FieldJson.Of(point.DueOn),
            ["needs_proof"] = point.NeedsProof,
            ["done_at"] = point.DoneAt,
            ["done_by"] = point.DoneBy,
            ["proof"] = point.Proof,
            ["attachment_id"] = point.AttachmentId,
        })]),
    };

    public static JsonObject Of(Invoice its) => Head(its.Id, its.DealId, its.Number, its, new()
    {
        ["order_id"] = its.OrderId,
        ["company_id"] = its.CompanyId,
        ["kind"] = Words.Of(its.Kind),
        ["issued_on"] = FieldJson.Of(its.IssuedOn),
        ["due_on"] = FieldJson.Of(its.DueOn),
        ["preceding_id"] = its.PrecedingId,
        ["preceding_number"] = its.PrecedingNumber,
        ["net"] = Round.ToMajor(its.NetMinor),
        ["vat"] = Round.ToMajor(its.VatMinor),
        ["gross"] = Round.ToMajor(its.GrossMinor),
        ["created_at"] = its.CreatedAt,
    });

    private static JsonObject Head(Guid id, Guid deal, string number, DocumentHead head, JsonObject more)
    {
        var json = new JsonObject { ["id"] = id, ["deal_id"] = deal, ["number"] = number, ["title"] = head.Title, ["buyer"] = head.BuyerName, ["currency"] = head.Currency };
        foreach (var (name, value) in more.ToList())
        {
            more.Remove(name);
            json[name] = value;
        }

        return json;
    }
}

/// <summary>A quote with its latest version.</summary>
internal sealed class QuoteRow
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required QuoteVersion Version { get; init; }
}
