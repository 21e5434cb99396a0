namespace Trichter.Customers.Privacy.Erase;

/// <summary>What erasing a person would do, counted before anybody decides (R71).</summary>
/// <param name="Erased">Table → rows that go or are emptied.</param>
/// <param name="Mentions">Notes and other texts that mention the person, for somebody to decide on (R75).</param>
public sealed record ErasurePlan(
    IReadOnlyDictionary<string, int> Erased, IReadOnlyList<KeptRows> Kept, IReadOnlyList<KeptDocument> Documents, IReadOnlyList<Mention> Mentions)
{
    /// <summary>The day after which nothing has to stay; null when nothing stays that has an end.</summary>
    public DateOnly? LastDuty => Documents.Max(its => its.Until);
}

/// <summary>Rows that stay as the proof of something.</summary>
public sealed record KeptRows(string Table, int Rows, string Why);

/// <summary>A text in which the person stands.</summary>
/// <param name="IsSure">False where only the last name stands there, which may be somebody else's.</param>
public sealed record Mention(string Table, string Column, Guid RowId, string Text, bool IsSure)
{
    public const int Shown = 300;

    public string Key => $"{Table}.{Column}.{RowId:N}";
}

/// <summary>How erasing ended.</summary>
public abstract record ErasureResult
{
    public sealed record Erased(int Rows, int Kept) : ErasureResult;

    /// <summary>Somebody ordered that the data stay as they are.</summary>
    public sealed record Held(string Why) : ErasureResult;

    public sealed record NotThere : ErasureResult;
}
