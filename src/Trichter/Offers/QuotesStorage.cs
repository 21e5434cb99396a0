using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Needs;
using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Offers.Numbers;
using Trichter.Offers.Prices;
using Trichter.Offers.Products;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Approve;
using Trichter.Offers.Quotes.Decide.Code;
using Trichter.Offers.Seller;
using Trichter.Offers.Vat;
using Trichter.Platform.Storage;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Offers;

/// <summary>How products, prices and quotes are stored; the selling aids have a file of their own.</summary>
internal sealed class QuotesStorage :
    IEntityTypeConfiguration<OurCompany>, IEntityTypeConfiguration<TaxTable>, IEntityTypeConfiguration<NumberRange>,
    IEntityTypeConfiguration<Product>, IEntityTypeConfiguration<BundlePart>, IEntityTypeConfiguration<PriceList>, IEntityTypeConfiguration<PriceRow>,
    IEntityTypeConfiguration<Quote>, IEntityTypeConfiguration<QuoteVersion>, IEntityTypeConfiguration<QuoteLine>,
    IEntityTypeConfiguration<QuoteDocumentKept>, IEntityTypeConfiguration<QuoteLink>, IEntityTypeConfiguration<QuoteAcceptance>, IEntityTypeConfiguration<QuoteComment>,
    IEntityTypeConfiguration<ApprovalRule>, IEntityTypeConfiguration<QuoteApproval>, IEntityTypeConfiguration<AcceptanceRules>, IEntityTypeConfiguration<AcceptanceCode>, IEntityTypeConfiguration<NeedCoverage>
{
    public void Configure(EntityTypeBuilder<OurCompany> company)
    {
        company.ToTable("our_companies");
        company.Ignore(c => c.IsKnown);
        company.Property(c => c.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<TaxTable> table)
    {
        table.ToTable("tax_tables");
        table.Property(t => t.Rates).StoredAsJson();
        table.Property(t => t.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<NumberRange> range)
    {
        range.ToTable("number_ranges");
        range.Property(r => r.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.ToTable("products");
        product.Property(p => p.Name).StoredAsJson();
        product.Property(p => p.Text).StoredAsJson();
        product.Property(p => p.Cost).HasConversion<Micros>();
        product.Property(p => p.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<BundlePart> part)
    {
        part.ToTable("bundle_parts");
        part.Property(p => p.Quantity).HasConversion<Micros>();
        part.HasOne<Product>().WithMany().HasForeignKey(p => p.BundleId);
        part.HasOne<Product>().WithMany().HasForeignKey(p => p.ProductId);
    }

    public void Configure(EntityTypeBuilder<PriceList> list)
    {
        list.ToTable("price_lists");
        list.HasOne<SalesProcess>().WithMany().HasForeignKey(l => l.ProcessId);
        list.Property(l => l.Version).IsConcurrencyToken();
        list.HasOne<Company>().WithMany().HasForeignKey(l => l.CompanyId);
    }

    public void Configure(EntityTypeBuilder<PriceRow> row)
    {
        row.ToTable("price_rows");
        row.Property(r => r.FromQuantity).HasConversion<Micros>();
        row.Property(r => r.Price).HasConversion<Micros>();
        row.Property(r => r.Basis).HasConversion<Micros>();
        row.Property(r => r.Version).IsConcurrencyToken();
        row.HasOne<PriceList>().WithMany().HasForeignKey(r => r.ListId);
        row.HasOne<Product>().WithMany().HasForeignKey(r => r.ProductId);
    }

    public void Configure(EntityTypeBuilder<Quote> quote)
    {
        quote.ToTable("quotes");
        quote.Property(q => q.Version).IsConcurrencyToken();
        quote.HasOne<Deal>().WithMany().HasForeignKey(q => q.DealId);
        quote.HasOne<User>().WithMany().HasForeignKey(q => q.CreatedBy);
    }

    public void Configure(EntityTypeBuilder<QuoteVersion> version)
    {
        version.ToTable("quote_versions");
        version.Ignore(v => v.IsDraft);
        version.Ignore(v => v.WasSent);
        version.Ignore(v => v.Margin);
        version.Property(v => v.Chosen).StoredAsJson();
        version.IsDocumentHead();
        version.Property(v => v.Version).IsConcurrencyToken();
        version.HasOne<Quote>().WithMany().HasForeignKey(v => v.QuoteId);
        version.HasOne<Deal>().WithMany().HasForeignKey(v => v.DealId);
        version.HasOne<User>().WithMany().HasForeignKey(v => v.SentBy);
    }

    public void Configure(EntityTypeBuilder<QuoteLine> line)
    {
        line.ToTable("quote_lines");
        line.Ignore(l => l.IsPriced);
        line.IsDocumentLine();
        line.Property(l => l.ListPrice).HasConversion<Micros>();
        line.HasOne<QuoteVersion>().WithMany().HasForeignKey(l => l.VersionId);
        line.HasOne<Deal>().WithMany().HasForeignKey(l => l.DealId);
        line.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId);
    }

    public void Configure(EntityTypeBuilder<QuoteDocumentKept> document)
    {
        document.ToTable("quote_documents");
        document.Ignore(d => d.Hash);
        document.HasOne<QuoteVersion>().WithMany().HasForeignKey(d => d.VersionId);
        document.HasOne<Deal>().WithMany().HasForeignKey(d => d.DealId);
    }

    public void Configure(EntityTypeBuilder<QuoteLink> link)
    {
        link.ToTable("quote_links");
        link.HasOne<QuoteVersion>().WithMany().HasForeignKey(l => l.VersionId);
        link.HasOne<Deal>().WithMany().HasForeignKey(l => l.DealId);
        link.HasOne<User>().WithMany().HasForeignKey(l => l.CreatedBy);
    }

    public void Configure(EntityTypeBuilder<AcceptanceRules> rules)
    {
        rules.ToTable("acceptance_rules");
        rules.Property(r => r.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<AcceptanceCode> code)
    {
        code.ToTable("acceptance_codes");
        code.HasOne<QuoteLink>().WithMany().HasForeignKey(c => c.LinkId);
        code.HasOne<QuoteVersion>().WithMany().HasForeignKey(c => c.VersionId);
        code.HasOne<Deal>().WithMany().HasForeignKey(c => c.DealId);
    }

    public void Configure(EntityTypeBuilder<QuoteAcceptance> acceptance)
    {
        acceptance.ToTable("quote_acceptances");
        acceptance.Property(a => a.Chosen).StoredAsJson();
        acceptance.HasOne<QuoteVersion>().WithMany().HasForeignKey(a => a.VersionId);
        acceptance.HasOne<Deal>().WithMany().HasForeignKey(a => a.DealId);
        acceptance.HasOne<QuoteLink>().WithMany().HasForeignKey(a => a.LinkId);
    }

    public void Configure(EntityTypeBuilder<QuoteComment> comment)
    {
        comment.ToTable("quote_comments");
        comment.HasOne<QuoteVersion>().WithMany().HasForeignKey(c => c.VersionId);
        comment.HasOne<Deal>().WithMany().HasForeignKey(c => c.DealId);
        comment.HasOne<User>().WithMany().HasForeignKey(c => c.ByUser);
    }

    public void Configure(EntityTypeBuilder<ApprovalRule> rule)
    {
        rule.ToTable("approval_rules");
        rule.Property(r => r.Threshold).HasConversion<Micros>();
        rule.Property(r => r.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<QuoteApproval> approval)
    {
        approval.ToTable("quote_approvals");
        approval.Ignore(a => a.IsOpen);
        approval.Ignore(a => a.Reason);
        approval.Property(a => a.Data).StoredAsJson();
        approval.Property(a => a.Version).IsConcurrencyToken();
        approval.HasOne<QuoteVersion>().WithMany().HasForeignKey(a => a.VersionId);
        approval.HasOne<Deal>().WithMany().HasForeignKey(a => a.DealId);
        approval.HasOne<ApprovalRule>().WithMany().HasForeignKey(a => a.RuleId);
        approval.HasOne<User>().WithMany().HasForeignKey(a => a.AskedBy);
        approval.HasOne<User>().WithMany().HasForeignKey(a => a.DecidedBy);
    }

    public void Configure(EntityTypeBuilder<NeedCoverage> coverage)
    {
        coverage.ToTable("need_coverages");
        coverage.Property(c => c.Version).IsConcurrencyToken();
        coverage.HasOne<Quote>().WithMany().HasForeignKey(c => c.QuoteId);
        coverage.HasOne<Deal>().WithMany().HasForeignKey(c => c.DealId);
        coverage.HasOne<Need>().WithMany().HasForeignKey(c => c.NeedId);
    }
}
