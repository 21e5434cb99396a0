namespace Trichter.Team.Members;

/// <summary>A kind of record that visibility holds for, for the page that tells what a colleague sees.</summary>
/// <param name="Label">English; translated when shown.</param>
/// <param name="Needs">The right without which none of them is seen.</param>
/// <param name="Count">How many of them that colleague would see, and how many there are.</param>
public sealed record SeenKind(int Order, string Label, Right Needs, Func<Db, User, Task<(int Seen, int All)>> Count);
