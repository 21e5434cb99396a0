using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Exchange.Api.Requests;

/// <summary>Reads ids of other records from a request and makes sure that they are there, and that the caller may see them.</summary>
internal sealed class References(Db db, Me me)
{
    public async Task<Guid?> UserAsync(RequestBody body, string name, CancellationToken cancellation) =>
        await ExistingAsync(body, name, id => db.Users.AnyAsync(user => user.Id == id && user.DisabledAt == null, cancellation));

    public async Task<Guid?> CompanyAsync(RequestBody body, string name, CancellationToken cancellation) =>
        await ExistingAsync(body, name, id => db.Companies.VisibleTo(me, db).AnyAsync((Company company) => company.Id == id, cancellation));

    public async Task<Guid?> PersonAsync(RequestBody body, string name, CancellationToken cancellation) =>
        await ExistingAsync(body, name, id => db.People.VisibleTo(me, db).AnyAsync(person => person.Id == id, cancellation));

    private static async Task<Guid?> ExistingAsync(RequestBody body, string name, Func<Guid, Task<bool>> exists)
    {
        if (body.Id(name) is not { } id) return null;
        if (await exists(id)) return id;
        body.Fault(name, new Told("No record has this id, or you may not see it."));
        return null;
    }
}
