using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Trichter.Platform.Workspaces;

internal sealed class WorkspaceStorage : IEntityTypeConfiguration<Workspace>
{
    public void Configure(EntityTypeBuilder<Workspace> workspace)
    {
        workspace.ToTable("workspace");
        workspace.Ignore(w => w.Zone);
        workspace.Property(w => w.Version).IsConcurrencyToken();
    }
}
