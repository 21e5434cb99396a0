using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Bank;
using Trichter.Billing.Dunning;
using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;
using Trichter.Billing.Rates;
using Trichter.Billing.Recurring;
using Trichter.Billing.Send;
using Trichter.Care.Installed;
using Trichter.Offers.Competitors;
using Trichter.Offers.Configure;
using Trichter.Offers.Contracts;
using Trichter.Offers.Negotiation;
using Trichter.Offers.Numbers;
using Trichter.Offers.Objections;
using Trichter.Offers.Prices;
using Trichter.Offers.Products;
using Trichter.Offers.Proofs;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Approve;
using Trichter.Offers.Quotes.Decide.Code;
using Trichter.Offers.Seller;
using Trichter.Offers.Signals;
using Trichter.Offers.Trials;
using Trichter.Offers.Vat;
using Trichter.Orders;
using Trichter.Orders.Checklists;

namespace Trichter;

/// <summary>The tables from the offer to the paid invoice and the installed machine.</summary>
public sealed partial class Db
{
    public DbSet<Competitor> Competitors => Set<Competitor>();
    public DbSet<CompetitorOffer> CompetitorOffers => Set<CompetitorOffer>();
    public DbSet<ProofPoint> ProofPoints => Set<ProofPoint>();
    public DbSet<ObjectionKind> ObjectionKinds => Set<ObjectionKind>();
    public DbSet<Objection> Objections => Set<Objection>();
    public DbSet<ObjectionReply> ObjectionReplies => Set<ObjectionReply>();
    public DbSet<Trial> Trials => Set<Trial>();
    public DbSet<Signal> Signals => Set<Signal>();

    public DbSet<OurCompany> OurCompanies => Set<OurCompany>();
    public DbSet<TaxTable> TaxTables => Set<TaxTable>();
    public DbSet<NumberRange> NumberRanges => Set<NumberRange>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<BundlePart> BundleParts => Set<BundlePart>();
    public DbSet<Configurator> Configurators => Set<Configurator>();
    public DbSet<LineConfiguration> LineConfigurations => Set<LineConfiguration>();
    public DbSet<PriceList> PriceLists => Set<PriceList>();
    public DbSet<PriceRow> PriceRows => Set<PriceRow>();
    public DbSet<Quote> Quotes => Set<Quote>();
    public DbSet<QuoteVersion> QuoteVersions => Set<QuoteVersion>();
    public DbSet<QuoteLine> QuoteLines => Set<QuoteLine>();
    public DbSet<QuoteDocumentKept> QuoteDocuments => Set<QuoteDocumentKept>();
    public DbSet<QuoteLink> QuoteLinks => Set<QuoteLink>();
    public DbSet<QuoteAcceptance> QuoteAcceptances => Set<QuoteAcceptance>();
    public DbSet<AcceptanceRules> AcceptanceRules => Set<AcceptanceRules>();
    public DbSet<AcceptanceCode> AcceptanceCodes => Set<AcceptanceCode>();
    public DbSet<QuoteComment> QuoteComments => Set<QuoteComment>();
    public DbSet<ApprovalRule> ApprovalRules => Set<ApprovalRule>();
    public DbSet<QuoteApproval> QuoteApprovals => Set<QuoteApproval>();
    public DbSet<NeedCoverage> NeedCoverages => Set<NeedCoverage>();
    public DbSet<Contract> Contracts => Set<Contract>();
    public DbSet<ContractSigner> ContractSigners => Set<ContractSigner>();
    public DbSet<ContractSignature> ContractSignatures => Set<ContractSignature>();
    public DbSet<ContractAnnex> ContractAnnexes => Set<ContractAnnex>();
    public DbSet<ContractKept> ContractsKept => Set<ContractKept>();
    public DbSet<NegotiationPlan> NegotiationPlans => Set<NegotiationPlan>();
    public DbSet<NegotiationRound> NegotiationRounds => Set<NegotiationRound>();
    public DbSet<Ask> Asks => Set<Ask>();
    public DbSet<ConcessionKind> ConcessionKinds => Set<ConcessionKind>();
    public DbSet<Concession> Concessions => Set<Concession>();
    public DbSet<ClosingQuestion> ClosingQuestions => Set<ClosingQuestion>();

    public DbSet<Order> Orders => Set<Order>();
    public DbSet<OrderLine> OrderLines => Set<OrderLine>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<OrderVersion> OrderVersions => Set<OrderVersion>();
    public DbSet<IncomingOrder> IncomingOrders => Set<IncomingOrder>();
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<OrderHandOver> OrderHandOvers => Set<OrderHandOver>();
    public DbSet<OrderPoint> OrderPoints => Set<OrderPoint>();

    public DbSet<ExchangeRate> ExchangeRates => Set<ExchangeRate>();
    public DbSet<Invoice> Invoices => Set<Invoice>();
    public DbSet<InvoiceLine> InvoiceLines => Set<InvoiceLine>();
    public DbSet<InvoiceKept> InvoicesKept => Set<InvoiceKept>();
    public DbSet<InvoiceCopy> InvoiceCopies => Set<InvoiceCopy>();
    public DbSet<InvoiceDispatch> InvoiceDispatches => Set<InvoiceDispatch>();
    public DbSet<RecurringLine> RecurringLines => Set<RecurringLine>();
    public DbSet<BilledPeriod> BilledPeriods => Set<BilledPeriod>();
    public DbSet<RecurringRules> RecurringRules => Set<RecurringRules>();
    public DbSet<Payment> Payments => Set<Payment>();
    public DbSet<Allocation> Allocations => Set<Allocation>();
    public DbSet<BankFile> BankFiles => Set<BankFile>();
    public DbSet<BankLine> BankLines => Set<BankLine>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<DunningRules> DunningRules => Set<DunningRules>();
    public DbSet<DunningLetter> DunningLetters => Set<DunningLetter>();
    public DbSet<InvoiceRemark> InvoiceRemarks => Set<InvoiceRemark>();

    public DbSet<InstalledItem> InstalledItems => Set<InstalledItem>();
}
