using Trichter.Offers.Seller;

namespace Trichter.Billing.Dunning;

/// <summary>What a letter says.</summary>
public sealed record LetterModel(OurCompany Ours, PlannedLetter Planned, DateOnly Today);
