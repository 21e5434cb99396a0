using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Offers.Amounts;

namespace Trichter.Offers.Documents;

/// <summary>How the parts that documents have in common are stored.</summary>
internal static class DocumentStorage
{
    public static void IsDocumentHead<T>(this EntityTypeBuilder<T> document) where T : DocumentHead
    {
        document.Ignore(d => d.FreightVat);
        document.Property(d => d.SkontoPercent).HasConversion<Micros>();
        document.Property(d => d.DiscountPercent).HasConversion<Micros>();
        document.Property(d => d.FreightRate).HasConversion<Micros>();
    }

    public static void IsDocumentLine<T>(this EntityTypeBuilder<T> line) where T : DocumentLine
    {
        line.Ignore(l => l.Vat);
        line.Ignore(l => l.Priced);
        line.Ignore(l => l.CostMinor);
        line.Property(l => l.Quantity).HasConversion<Micros>();
        line.Property(l => l.Price).HasConversion<Micros>();
        line.Property(l => l.Basis).HasConversion<Micros>();
        line.Property(l => l.Discount).HasConversion<Micros>();
        line.Property(l => l.VatRate).HasConversion<Micros>();
        line.Property(l => l.Cost).HasConversion<Micros>();
    }
}
