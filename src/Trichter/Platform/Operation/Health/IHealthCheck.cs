namespace Trichter.Platform.Operation.Health;

/// <summary>A part of the program that can say whether it is well. It is asked when the database can be reached and is up to date.</summary>
public interface IHealthCheck
{
    IAsyncEnumerable<Finding> LookAsync(CancellationToken cancellation);
}

/// <summary>Something that was looked at.</summary>
/// <param name="Name">In small letters with underscores, as in the JSON of the command "check".</param>
/// <param name="Value">Text, number, yes or no, or a list of texts. No personal data.</param>
/// <param name="IsWell">False when somebody has to do something about it.</param>
public sealed record Finding(string Name, object Value, bool IsWell = true);
