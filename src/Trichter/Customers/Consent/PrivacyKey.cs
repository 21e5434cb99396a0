using Trichter.Platform.Storage;

namespace Trichter.Customers.Consent;

/// <summary>The key of the workspace under which contact points are recognised without being kept. There is one row; without it suppressions could be read back by trying addresses.</summary>
public sealed class PrivacyKey
{
    /// <summary>Always the same, so that two nodes cannot make two.</summary>
    public static readonly Guid TheOne = new("0197a000-0000-7000-8000-000000000001");

    public Guid Id { get; private init; } = TheOne;

    /// <summary>32 random bytes, encrypted by the keys of the workspace.</summary>
    [Secret] public required string Secret { get; init; }
}
