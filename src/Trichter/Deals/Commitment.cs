using System.Linq.Expressions;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Deals;

/// <summary>A small promise by either side on the way to the sale.</summary>
public sealed class Commitment : IRecorded, IVersioned, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required string Text { get; set; }
    public CommitmentSide By { get; set; }
    public CommitmentState State { get; set; }

    /// <summary>Given by word of mouth only.</summary>
    public bool Verbal { get; set; }

    /// <summary>"If the leasing costs at most 2.9 %"; empty when unconditional.</summary>
    public string Condition { get; set; } = "";

    public DateOnly? Due { get; set; }
    public DateTime AskedAt { get; init; }
    public DateTime? SettledAt { get; set; }
    public int Version { get; private set; }

    public Guid PartOf => DealId;

    /// <summary>The customer's yes by word of mouth that <see cref="Holds"/>, for queries.</summary>
    public static readonly Expression<Func<Commitment, bool>> IsTheirWord =
        its => its.By == CommitmentSide.Customer && its.Verbal && (its.State == CommitmentState.Kept || (its.State == CommitmentState.Given && its.Condition == ""));

    /// <summary>Given, or given and kept. One that hangs on a condition is not given yet.</summary>
    public bool Holds => State == CommitmentState.Kept || (State == CommitmentState.Given && Condition.Length == 0);
}

public enum CommitmentSide
{
    [Says("Customer")] Customer,
    [Says("We")] Us,
}

public enum CommitmentState
{
    [Says("asked")] Asked,
    [Says("given")] Given,
    [Says("kept")] Kept,
    [Says("broken")] Broken,
}
