using Trichter.Deals;
using Trichter.Orders.Edit;
using Trichter.Platform.Language;

namespace Trichter.Orders.Intake;

/// <summary>Takes an order that somebody types: no quote came before it. What a product says of itself is not typed again (O60).</summary>
internal sealed class TypeOrder(FindDeal deals, OrderTerms terms, WriteOrderLines write, KeepOrder keep, Texts texts)
{
    public async Task<OrderTyped> RunAsync(Guid dealId, OrderForm form, CancellationToken cancellation = default)
    {
        if (await deals.ForChangeAsync(dealId, cancellation) is not { } deal) return new OrderTyped.NotFound();

        var faults = new Dictionary<string, Told>();
        var today = (await deals.NowAsync(cancellation)).Day;
        var head = await terms.OfAsync(deal, today, cancellation);
        form.Terms.WriteTo(head, texts.Culture, faults);
        var draft = form.Draft(faults);
        var written = await write.RunAsync(head, form.Terms.Lines, deal.CompanyId, draft.OrderedOn ?? today, faults, cancellation: cancellation);
        form.Terms.Lines = written.Typed;
        if (written.IsStopped) faults.TryAdd("lines", written.Notes.First(note => note.Stops).Words);
        if (faults.Count > 0) return new OrderTyped.Faulty(faults);

        return await keep.RunAsync(deal, head, written.Lines, draft, null, cancellation: cancellation) switch
        {
            OrderResult.Taken taken => new OrderTyped.Taken(taken.Order),
            OrderResult.Known known => new OrderTyped.Known(known.Order),
            _ => new OrderTyped.NotFound(),
        };
    }
}

internal abstract record OrderTyped
{
    public sealed record Taken(Order Order) : OrderTyped;

    /// <summary>An order of this customer has this number already.</summary>
    public sealed record Known(Order Order) : OrderTyped;

    /// <param name="Faults">Field of the form → what is wrong with it.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : OrderTyped;

    public sealed record NotFound : OrderTyped;
}
