using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Tokens;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Exchange.Api;

internal sealed class ApiStorage : IEntityTypeConfiguration<ApiToken>, IEntityTypeConfiguration<StoredAnswer>
{
    public void Configure(EntityTypeBuilder<ApiToken> token)
    {
        token.ToTable("api_tokens");
        token.Property(t => t.Scopes).StoredAsJson();
        token.HasOne<User>().WithMany().HasForeignKey(t => t.UserId);
    }

    public void Configure(EntityTypeBuilder<StoredAnswer> answer)
    {
        answer.ToTable("stored_answers");
        answer.HasOne<ApiToken>().WithMany().HasForeignKey(a => a.TokenId);
    }
}
