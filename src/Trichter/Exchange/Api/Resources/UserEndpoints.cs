using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Exchange.Api.Resources;

/// <summary>Colleagues over the API: names for everybody, addresses and roles for who manages the team.</summary>
internal static class UserEndpoints
{
    private static readonly Sort<User>[] Sorts = [Sort<User>.By("name", user => user.Name)];

    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/users", ListAsync).Allows(Right.SeeCustomers).Is(new Told("List colleagues"), "UserList");
        api.MapGet("/users/{id:guid}", ReadAsync).Allows(Right.SeeCustomers).Is(new Told("Read a colleague"), "User");
    }

    private static Task<Answer> ListAsync(ListQuery list, Db db, Me me, Problems problems, CancellationToken cancellation) =>
        list.PageAsync(db.Users, Sorts, user => ValueTask.FromResult(JsonOf(user, me)), problems, cancellation);

    private static async Task<Answer> ReadAsync(Guid id, HttpContext http, Db db, Me me, Problems problems, CancellationToken cancellation)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id, cancellation);
        return user is null ? problems.NotFound() : Reading.Of(http, RecordTag.Of(user.Version), () => JsonOf(user, me));
    }

    private static JsonObject JsonOf(User user, Me me)
    {
        var json = new JsonObject { ["id"] = user.Id, ["name"] = user.Name, ["active"] = user.MaySignIn };
        if (!me.May(Right.ManageTeam)) return json;

        json["email"] = user.Email;
        json["role"] = Words.Of(user.Role);
        json["sees"] = Words.Of(user.Sees);
        return json;
    }
}
