using Trichter.Platform.Fields;
using Trichter.Platform.Storage;

namespace Trichter.Team.Roles;

/// <summary>What the owners of the workspace have decided for a role. A role without one is not narrowed.</summary>
public sealed class RoleRule : IRecorded, IVersioned
{
    public Guid Id { get; private init; } = Ids.New();
    public required Role Role { get; init; }

    /// <summary>Kind of record → whose of them the role sees; all of a kind that is not named.</summary>
    public Dictionary<string, Visibility> Sees { get; set; } = [];

    /// <summary>Name of a <see cref="ProtectedField"/> → what the role may do with it; a field that is not named is visible.</summary>
    public Dictionary<string, FieldAccess> Fields { get; set; } = [];

    public int Version { get; private set; }

    public FieldAccess To(string field) => Fields.GetValueOrDefault(field, FieldAccess.Visible);

    public Visibility On(string kind) => Sees.GetValueOrDefault(kind, Visibility.All);
}
