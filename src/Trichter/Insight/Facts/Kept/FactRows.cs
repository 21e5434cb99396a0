namespace Trichter.Insight.Facts.Kept;

/// <summary>One visit of a deal to a stage, as it is kept: numbers only, -1 for a day or an instant that nobody knows.</summary>
/// <param name="EnteredAt">Ticks, UTC.</param>
/// <param name="EnteredDay">Number of the day.</param>
/// <param name="Stage">Place in the list of stage keys.</param>
/// <param name="LeftTo">Place in the list of where deals went; 0 while it lasts.</param>
internal readonly record struct VisitRow(
    long EnteredAt, long LeftAt, long RecordedAt, int EnteredDay, int LeftDay, ushort Version, ushort Stage, ushort LeftTo, short Position, VisitMarks Marks)
{
    public const int Lasts = 0;
    public const int Won = 1;
    public const int Lost = 2;

    public bool Is(VisitMarks mark) => (Marks & mark) != 0;

    /// <summary>Imported history counts as known when it happened.</summary>
    public bool IsKnownBy(int day, long endOfDay) => EnteredDay <= day && (Is(VisitMarks.Imported) || RecordedAt < endOfDay);

    /// <summary>Whether it had been left by the end of the day; one that nobody knows the day of counts as left.</summary>
    public bool HasEndedBy(int day) => LeftDay <= day;
}

[Flags]
internal enum VisitMarks : byte
{
    None = 0,
    Start = 1,
    Migrated = 2,
    DateOnly = 4,
    Imported = 8,
}

/// <summary>A deal as it is now, with what reports group by as places in lists.</summary>
internal readonly record struct DealRow(
    Guid Id, long ValueMinor, int Owner, int Source, int Product, int Company, int Reason, int Currency, int ExpectedClose, int First, int Visits, short Position, DealMarks Marks)
{
    public bool Is(DealMarks mark) => (Marks & mark) != 0;
}

[Flags]
internal enum DealMarks : byte
{
    None = 0,
    Deleted = 1,
    ExistingCustomer = 2,

    /// <summary>Open or parked.</summary>
    Open = 4,
}
