using Trichter.Platform.Storage;

namespace Trichter.Orders.Checklists;

/// <summary>A department that takes part in carrying out orders, with what it has to do for each.</summary>
public sealed class Department : IRecorded, IVersioned, IRetirable
{
    public const int LongestName = 100;
    public const int MostPoints = 50;

    public Guid Id { get; private init; } = Ids.New();
    public string Name { get; set; } = "";

    /// <summary>Who receives its orders, and is proposed for its points; null for whoever may change the order.</summary>
    public Guid? OwnerId { get; set; }

    public int Position { get; set; }
    public List<DepartmentPoint> Points { get; set; } = [];
    public DateTime? RetiredAt { get; set; }
    public int Version { get; private set; }

    public void Retire(DateTime at) => RetiredAt ??= at;
}

/// <param name="Days">Working days from the confirmation until it is due.</param>
/// <param name="NeedsProof">It is done only with a file, a note or a link that shows it.</param>
public sealed record DepartmentPoint(string Text, int Days, bool NeedsProof)
{
    public const int LongestText = 300;
    public const int MostDays = 365;
}
