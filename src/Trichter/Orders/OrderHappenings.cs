using System.Globalization;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Orders;

public sealed record OrderTaken(Guid DealId, string Number, string CustomerNumber) : Happening(DealId)
{
    public override Told Told => CustomerNumber.Length == 0 ? new("took the order {0}", Number) : new("took the order {0} (the customer's number: {1})", Number, CustomerNumber);

    public override string Icon => "checkbox";

    public override bool IsImportant => true;
}

public sealed record OrderConfirmed(Guid DealId, string Number, DateOnly? PromisedOn) : Happening(DealId)
{
    public override Told Told => PromisedOn is { } day ? new("confirmed the order {0} for {1}", Number, day) : new("confirmed the order {0}", Number);

    public override string Icon => "checks";

    public override bool IsImportant => true;
}

public sealed record OrderChanged(Guid DealId, string Number, int Revision, string AgreedBy, string Reason) : Happening(DealId)
{
    public override Told Told => new("changed the order {0} to version {1}, agreed with {2}", Number, Revision, AgreedBy);

    public override string Icon => "edit";

    public override string? Quote => Reason;

    public override bool IsImportant => true;
}

public sealed record OrderCancelled(Guid DealId, string Number, string Reason, long? CostMinor = null, string Currency = "") : Happening(DealId)
{
    public override Told Told => CostMinor is { } cost
        ? new("cancelled what was open of the order {0}; the customer pays {1} {2} for it", Number, (cost / 100m).ToString("0.00", CultureInfo.InvariantCulture), Currency) : new("cancelled what was open of the order {0}", Number);

    public override string Icon => "circle-x";

    public override string? Quote => Reason;

    public override bool IsImportant => true;
}

public sealed record DownPaymentRemains(Guid DealId, string Order, string Invoice) : Happening(DealId)
{
    public override Told Told => new("left the down payment {1} of the order {0} to be paid back or set off", Order, Invoice);

    public override string Icon => "alert-triangle";

    public override bool IsImportant => true;
}

public sealed record DeliveryMade(Guid DealId, string Order, string Number, DateOnly On) : Happening(DealId)
{
    public override Told Told => new("delivered for the order {0} on {2} (delivery note {1})", Order, Number, On);

    public override string Icon => "truck-delivery";

    public override bool IsImportant => true;
}

public sealed record DeliveryAnswered(Guid DealId, string Number, AcceptanceResult Result, string By, string Defects) : Happening(DealId)
{
    public override Told Told => new("learnt that {2} judged the delivery {0}: {1}", Number, Result, By);

    public override string Icon => Result == AcceptanceResult.Accepted ? "circle-check" : "alert-triangle";

    public override string? Quote => Defects.Length == 0 ? null : Defects;

    public override bool IsImportant => true;
}

public sealed record OrderStayedApart(Guid CompanyId, string Number, string CustomerNumber) : Happening(CompanyId)
{
    public override Told Told => new("found the order number {1} in both companies: the order {0} is found only by its deal", Number, CustomerNumber);

    public override string Icon => "alert-triangle";

    public override bool IsImportant => true;
}

public sealed record OrderFileStayedApart(Guid CompanyId, string FileName, string CustomerNumber) : Happening(CompanyId)
{
    public override Told Told => new("found the order number {1} in files of both companies: the file {0} stays where it was", FileName, CustomerNumber);

    public override string Icon => "alert-triangle";

    public override bool IsImportant => true;
}
