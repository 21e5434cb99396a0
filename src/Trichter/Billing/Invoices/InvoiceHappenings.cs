using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Billing.Invoices;

public sealed record InvoiceDrafted(Guid DealId, string For, InvoiceKind Kind) : Happening(DealId)
{
    public override Told Told => new("drafted for {0}: {1}", For, Kind);

    public override string Icon => "receipt";
}

public sealed record InvoiceDropped(Guid DealId) : Happening(DealId)
{
    public override Told Told => new("threw the draft of an invoice away");

    public override string Icon => "receipt";
}

public sealed record InvoiceIssued(Guid DealId, string Number, InvoiceKind Kind, DateOnly DueOn) : Happening(DealId)
{
    public override Told Told => Kind is InvoiceKind.Cancellation or InvoiceKind.Credit ? new("issued {0}: {1}", Number, Kind) : new("issued {0}, due on {2}: {1}", Number, Kind, DueOn);

    public override string Icon => "receipt";

    public override bool IsImportant => true;
}
