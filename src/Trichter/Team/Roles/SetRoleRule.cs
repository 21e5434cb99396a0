using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team.Members;
using Trichter.Timeline;

namespace Trichter.Team.Roles;

/// <summary>Decides what a role sees, and which fields it may read and change. Only owners do, and never about themselves.</summary>
public sealed class SetRoleRule(Db db, Me me, TimelineWriter timeline, IEnumerable<SeenKind> kinds, IEnumerable<ProtectedField> fields)
{
    /// <param name="sees">Kind of record → whose; kinds that nobody knows are left out.</param>
    /// <param name="access">Name of a protected field → what the role may do with it.</param>
    /// <returns>False for the role of the owners.</returns>
    public async Task<bool> RunAsync(
        Role role, IReadOnlyDictionary<string, Visibility> sees, IReadOnlyDictionary<string, FieldAccess> access, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (role == Role.Owner) return false;

        var rule = await db.RoleRules.SingleOrDefaultAsync(its => its.Role == role, cancellation);
        if (rule is null) db.RoleRules.Add(rule = new RoleRule { Role = role });
        rule.Sees = kinds.OrderBy(kind => kind.Order).Where(kind => sees.ContainsKey(kind.Kind)).ToDictionary(kind => kind.Kind, kind => sees[kind.Kind]);
        rule.Fields = fields.OrderBy(field => field.Order).Where(field => access.ContainsKey(field.Name)).ToDictionary(field => field.Name, field => access[field.Name]);

        if (db.Entry(rule).State != EntityState.Unchanged) timeline.Record(new RoleRuleChanged(await db.Workspaces.Select(its => its.Id).SingleAsync(cancellation), role));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

/// <summary>It stands on the timeline of the workspace.</summary>
public sealed record RoleRuleChanged(Guid WorkspaceId, Role Role) : Happening(WorkspaceId)
{
    public override Told Told => new("changed what the role {0} may see", Role);

    public override string Icon => "users";
}
