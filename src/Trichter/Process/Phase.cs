using Trichter.Platform.Language;

namespace Trichter.Process;

/// <summary>One of the twelve canonical phases. Their ids never change; reports that compare processes run on them.</summary>
public sealed record Phase(string Id, string Name, string Question, int Order, bool IsAfterSale = false)
{
    public static readonly IReadOnlyList<Phase> All =
    [
        Of("target", new Told("Target and market analysis"), new Told("Who could buy at all?"), 1),
        Of("generate", new Told("Lead generation"), new Told("Who shows a defined measure of interest?"), 2),
        Of("contact", new Told("First contact"), new Told("Have we spoken, within the hour?"), 3),
        Of("qualify", new Told("Qualification and needs"), new Told("Need, value, budget, authority, time?"), 4),
        Of("pitch", new Told("Nurture and pitch"), new Told("Do they see the benefit for their needs?"), 5),
        Of("offer", new Told("Offer"), new Told("Does the quote cover the agreed needs?"), 6),
        Of("negotiate", new Told("Objections and negotiation"), new Told("What stands in the way, what do we trade?"), 7),
        Of("close", new Told("Close and contract"), new Told("Are all documents complete, so that they only sign?"), 8),
        Of("order", new Told("Order intake"), new Told("Is the order in the system, exactly as agreed?"), 9, true),
        Of("deliver", new Told("Delivery and implementation"), new Told("Delivered, implemented, accepted?"), 10, true),
        Of("bill", new Told("Invoice and payment"), new Told("Invoiced correctly, paid on time?"), 11, true),
        Of("care", new Told("Care, after-sales, restart"), new Told("Satisfied, served, referred, buying again?"), 12, true),
    ];

    public static Phase With(string id) => All.Single(phase => phase.Id == id);

    private static Phase Of(string id, Told name, Told question, int order, bool isAfterSale = false) =>
        new(id, name.Key, question.Key, order, isAfterSale);
}
