namespace Trichter.Customers.Privacy.Retention;

/// <summary>A module that knows when we and a person were last in touch. Asked for everybody at once, by a column with an index.</summary>
public interface IKnowLastContact
{
    /// <summary>What they did, or what shows that they deal with us.</summary>
    IEnumerable<IQueryable<ContactMoment>> Theirs();

    /// <summary>What we did.</summary>
    IEnumerable<IQueryable<ContactMoment>> Ours() => [];
}

/// <summary>Somebody was in touch.</summary>
public sealed class ContactMoment
{
    public Guid? PersonId { get; init; }
    public DateTime? At { get; init; }
}

/// <summary>A module that has reasons why people stay although their time is over.</summary>
public interface IHoldPeople
{
    IEnumerable<(string Why, IQueryable<HeldPerson> People)> Holds(DateOnly today);
}

/// <summary>Somebody who stays.</summary>
public sealed class HeldPerson
{
    public Guid? PersonId { get; init; }
}

/// <summary>Records that go by themselves after a time.</summary>
public interface IForget
{
    RetentionClass Class { get; }

    Task<int> CountAsync(DateTime before, CancellationToken cancellation);

    /// <returns>How many went.</returns>
    Task<int> RunAsync(DateTime before, CancellationToken cancellation);
}
