using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Trichter.Customers.Privacy;

/// <summary>Rows of one table that belong to a person.</summary>
public abstract class HeldRows(Fate fate, string why, IReadOnlySet<string>? only)
{
    /// <summary>The columns to be emptied; null for all personal ones.</summary>
    public IReadOnlySet<string>? Only { get; } = only;

    public Fate Fate { get; } = fate;

    /// <summary>Why they stay, where they do; an English sentence that is a key of a text.</summary>
    public string Why { get; } = why;

    public abstract IEntityType TypeIn(DbContext db);

    public abstract Task<int> CountAsync(CancellationToken cancellation);

    /// <summary>Empty for tables without an id of their own.</summary>
    public abstract Task<List<Guid>> IdsAsync(DbContext db, CancellationToken cancellation);

    public abstract Task<List<object>> ReadAsync(CancellationToken cancellation);

    public abstract Task DeleteAsync(CancellationToken cancellation);

    /// <param name="why">For those that stay.</param>
    public static HeldRows Of<T>(IQueryable<T> rows, Fate fate, string why = "", IReadOnlySet<string>? only = null) where T : class => new Rows<T>(rows, fate, why, only);

    private sealed class Rows<T>(IQueryable<T> rows, Fate fate, string why, IReadOnlySet<string>? only) : HeldRows(fate, why, only) where T : class
    {
        private readonly IQueryable<T> all = rows.IgnoreQueryFilters().IgnoreAutoIncludes();

        public override IEntityType TypeIn(DbContext db) => db.Model.FindEntityType(typeof(T))!;

        public override Task<int> CountAsync(CancellationToken cancellation) => all.CountAsync(cancellation);

        public override async Task<List<Guid>> IdsAsync(DbContext db, CancellationToken cancellation)
        {
            if (TypeIn(db).FindProperty("Id")?.ClrType != typeof(Guid)) return [];
            Expression<Func<T, Guid>> id = row => EF.Property<Guid>(row, "Id");
            return await all.Select(id).ToListAsync(cancellation);
        }

        public override async Task<List<object>> ReadAsync(CancellationToken cancellation) => [.. await all.AsNoTracking().ToListAsync(cancellation)];

        public override Task DeleteAsync(CancellationToken cancellation) => all.ExecuteDeleteAsync(cancellation);
    }
}
