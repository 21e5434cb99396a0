using System.Globalization;
using Trichter.Process;

namespace Trichter.Deals.Evidence;

/// <summary>The kinds of criterion that need nothing but the deal and its own records.</summary>
internal static class CriterionKinds
{
    public const string Confirmation = "confirmation";

    /// <summary>Somebody ticked it.</summary>
    internal sealed class Confirmed : ICriterionKind
    {
        public string Key => Confirmation;

        public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) => evidence.IsConfirmed(stage, criterion);
    }

    /// <summary>A field is filled, or compares with a value: "filled", "equals", "greater", "less", "contains".</summary>
    internal sealed class FieldCompared : ICriterionKind
    {
        public string Key => "field";

        public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence)
        {
            var value = Read(evidence, criterion.Parameter("field") ?? "");
            var wanted = criterion.Parameter("value") ?? "";

            return (criterion.Parameter("operator") ?? "filled") switch
            {
                "filled" => value.Length > 0,
                "equals" => string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase),
                "contains" => value.Contains(wanted, StringComparison.OrdinalIgnoreCase),
                "greater" => Compare(value, wanted) > 0,
                "less" => Compare(value, wanted) < 0,
                _ => false,
            };
        }

        private static string Read(DealEvidence evidence, string field) => (field, evidence.Deal) switch
        {
            ("value", var deal) => deal.ValueMinor == 0 ? "" : (deal.ValueMinor / 100m).ToString(CultureInfo.InvariantCulture),
            ("company", var deal) => deal.CompanyId?.ToString() ?? "",
            ("contact", var deal) => deal.ContactId?.ToString() ?? "",
            ("owner", var deal) => deal.OwnerId?.ToString() ?? "",
            ("next_step", var deal) => deal.NextStep,
            (_, var deal) => DealFields.All.FirstOrDefault(f => f.Key == field)?.Read(deal) ?? evidence.Find<OwnFieldFacts>()?.Of(deal, field) ?? deal.Custom.GetValueOrDefault(field, ""),
        };

        private static int? Compare(string value, string wanted) =>
            value.Length == 0 ? null
            : decimal.TryParse(value, CultureInfo.InvariantCulture, out var number) && decimal.TryParse(wanted, CultureInfo.InvariantCulture, out var limit)
                ? number.CompareTo(limit)
                : string.CompareOrdinal(value, wanted);
    }

    internal sealed class NoCriticalObstacle : ICriterionKind
    {
        public string Key => "no-critical-obstacle";

        public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) =>
            !evidence.Obstacles.Any(obstacle => obstacle.IsOpen && obstacle.IsCritical);
    }

    /// <summary>A promise by the named side holds.</summary>
    internal sealed class CommitmentGiven : ICriterionKind
    {
        public string Key => "commitment";

        public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence)
        {
            var side = criterion.Parameter("by") == "us" ? CommitmentSide.Us : CommitmentSide.Customer;
            return evidence.Commitments.Any(commitment => commitment.By == side && commitment.Holds);
        }
    }
}
