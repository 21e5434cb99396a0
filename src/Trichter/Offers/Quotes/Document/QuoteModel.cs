using Trichter.Offers.Seller;

namespace Trichter.Offers.Quotes.Document;

/// <summary>What the document of a quote shows.</summary>
/// <param name="On">The day it is dated.</param>
public sealed record QuoteModel(OurCompany Ours, string Number, DateOnly On, QuoteVersion Version, IReadOnlyList<QuoteLine> Lines, QuoteTotals Totals);
