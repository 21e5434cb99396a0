using Trichter.Platform.Fields;

namespace Trichter.Team.Roles;

/// <summary>With whose eyes records are looked at: a colleague's, and the rule of their role. The narrower of the two counts.</summary>
public sealed record Eyes(User User, RoleRule? Rule)
{
    public Visibility On(string kind) => ByRole(kind) < User.Sees ? ByRole(kind) : User.Sees;

    /// <param name="field">The name of a <see cref="ProtectedField"/>.</param>
    public FieldAccess To(string field) => User.Role == Role.Owner ? FieldAccess.Visible : Rule?.To(field) ?? FieldAccess.Visible;

    public Visibility ByRole(string kind) => User.Role == Role.Owner ? Visibility.All : Rule?.On(kind) ?? Visibility.All;
}

internal static class EyesQueries
{
    /// <summary>The colleagues together with the rules of their roles, in one question.</summary>
    public static IQueryable<Eyes> WithRules(this IQueryable<User> users, Db db) =>
        from user in users
        join rule in db.RoleRules on user.Role equals rule.Role into rules
        from rule in rules.DefaultIfEmpty()
        select new Eyes(user, rule);
}
