using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Leads.Scoring;

/// <summary>What makes a lead worth a call. There is one row, or none: then the shipped ones hold.</summary>
public sealed class ScoreRules : IRecorded, IVersioned
{
    public const int MostRules = 30;
    public const int MostPoints = 50;

    public Guid Id { get; private init; } = Ids.New();
    public List<FitRule> Fit { get; set; } = [];
    public List<EventRule> Engagement { get; set; } = [];

    /// <summary>After so many days an event counts half.</summary>
    public int HalfLifeDays { get; set; } = 30;

    public int Version { get; private set; }

    public static ScoreRules Shipped() => new()
    {
        Fit = [new(FitField.Employees, "50-500", 15), new(FitField.Role, "geschäftsführer", 15), new(FitField.Role, "einkauf", 10), new(FitField.FreeMail, "", -10)],
        Engagement = [new(EventKind.Form, 20, 40), new(EventKind.Confirmed, 10, 10), new(EventKind.Call, 15, 30), new(EventKind.Meeting, 25, 50), new(EventKind.Answers, 15, 30)],
    };
}

/// <param name="Value">Words that the field contains; for employees a range such as 50-500; empty where nothing is compared.</param>
/// <param name="Points">-50 to 50.</param>
public sealed record FitRule(FitField Field, string Value, int Points);

/// <param name="Points">For one event today.</param>
/// <param name="Cap">The most that all events of the kind add.</param>
public sealed record EventRule(EventKind Kind, int Points, int Cap);

public enum FitField
{
    [Says("Industry")] Industry,
    [Says("Employees")] Employees,
    [Says("Country")] Country,
    [Says("Role")] Role,
    [Says("Source")] Source,
    [Says("Product")] Product,
    [Says("Free mail address")] FreeMail,
}

/// <summary>Only what people do: opens by machines are no event here.</summary>
public enum EventKind
{
    [Says("Form")] Form,
    [Says("Address confirmed")] Confirmed,
    [Says("Spoke on the phone")] Call,
    [Says("Meeting held")] Meeting,
    [Says("Questions answered by link")] Answers,
}
