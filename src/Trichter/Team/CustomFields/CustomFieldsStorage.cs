using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Ledger;
using Trichter.Platform.Storage;

namespace Trichter.Team.CustomFields;

internal sealed class CustomFieldsStorage : IEntityTypeConfiguration<CustomField>, IEntityTypeConfiguration<CustomValue>
{
    public void Configure(EntityTypeBuilder<CustomField> field)
    {
        field.ToTable("custom_fields");
        field.Property(f => f.Label).StoredAsJson();
        field.Property(f => f.Options).StoredAsJson();
        field.Property(f => f.Version).IsConcurrencyToken();
        field.Ignore(f => f.Name);
        field.Ignore(f => f.ValueType);
        field.Ignore(f => f.IsNumeric);
    }

    public void Configure(EntityTypeBuilder<CustomValue> value)
    {
        value.ToTable("custom_values");
        value.HasKey(v => new { v.FieldId, v.RecordId });
        value.HasOne<CustomField>().WithMany().HasForeignKey(v => v.FieldId);
    }
}

/// <summary>A field that came back, or computes differently again, is read anew.</summary>
internal sealed class IndexAfterUndo(Db db) : IAfterUndo
{
    private const int Portion = 400;

    public async Task RunAsync(IReadOnlyCollection<Guid> subjects, CancellationToken cancellation)
    {
        foreach (var portion in subjects.Chunk(Portion))
            await db.CustomFields.Where(field => portion.Contains(field.Id)).ExecuteUpdateAsync(set => set.SetProperty(field => field.IsIndexed, false).SetProperty(field => field.IndexedTo, (Guid?)null), cancellation);
    }
}
