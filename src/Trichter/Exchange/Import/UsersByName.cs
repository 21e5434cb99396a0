using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Platform.Search;
using Trichter.Platform.Workspaces;
using Trichter.Team;

namespace Trichter.Exchange.Import;

/// <summary>Finds colleagues by name or e-mail address; those who are only named in a file can be entered along, without a sign-in.</summary>
internal sealed class UsersByName(Db db)
{
    private readonly Dictionary<string, User> users = [];
    private Workspace? workspace;

    public async Task LoadAsync(CancellationToken cancellation)
    {
        users.Clear();
        workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        foreach (var user in await db.Users.OrderBy(user => user.Id).ToListAsync(cancellation))
        {
            users.TryAdd(SearchEntry.Fold(user.Name), user);
            if (user.Email.Length > 0) users.TryAdd(user.Email, user);
        }
    }

    public User? Find(string nameOrEmail) => users.GetValueOrDefault(SearchEntry.Fold(nameOrEmail.Trim()));

    /// <summary>What is wrong with the owner that a row names.</summary>
    public RowFault? FaultOf(MappedRow row, Portion portion) =>
        row.Has("owner") && Find(row["owner"]) is null && !portion.Plan.Mapping.Creates("owner")
            ? new RowFault("owner", new Told("No colleague is called {0}.", row["owner"]))
            : null;

    public User FindOrEnter(string name, Notices notices)
    {
        if (Find(name) is { } known)
        {
            // An import that named them was taken back; another one names them again.
            if (known is { Email: "", DisabledAt: not null }) known.DisabledAt = null;
            return known;
        }

        var user = new User { Name = name.Trim(), Email = "", Role = Role.Seller, Language = workspace!.Language, TimeZone = workspace.TimeZone };
        db.Users.Add(user);
        notices.Add(NoticeKind.UserCreated, value: user.Name);
        return users[SearchEntry.Fold(user.Name)] = user;
    }
}
