using System.Collections;
using System.Runtime.CompilerServices;

namespace Trichter.Billing.EInvoices;

/// <summary>Several values in an order, equal to another when each value is equal, so that whole invoices can be compared.</summary>
[CollectionBuilder(typeof(Several), nameof(Several.Of))]
public sealed class Several<T>(T[] values) : IReadOnlyList<T>, IEquatable<Several<T>>
{
    public T this[int index] => values[index];

    public int Count => values.Length;

    public bool Equals(Several<T>? other) => other is not null && this.SequenceEqual(other);

    public override bool Equals(object? obj) => Equals(obj as Several<T>);

    public override int GetHashCode() => values.Aggregate(values.Length, (hash, value) => HashCode.Combine(hash, value));

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => values.GetEnumerator();
}

/// <summary>Makes <c>[a, b]</c> a <see cref="Several{T}"/>.</summary>
public static class Several
{
    public static Several<T> Of<T>(ReadOnlySpan<T> values) => new(values.ToArray());
}
