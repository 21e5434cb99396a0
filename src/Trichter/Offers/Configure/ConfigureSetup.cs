using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Offers.Products;
using Trichter.Offers.Quotes;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Offers.Configure;

internal static class ConfigureSetup
{
    public static void AddConfigure(this IServiceCollection services)
    {
        services.AddScoped<SaveConfigurator>();
        services.AddScoped<ConfigureLine>();
    }

    public static void MapConfigure(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/products/{id:guid}/configurator/withdraw", async (Guid id, [FromForm] string? unused, SaveConfigurator verb, Change change, Toast toast) =>
        {
            if (!await verb.WithdrawAsync(id)) return Results.NotFound();
            toast.Say(new Told("Saved"), change.Id);
            return Results.LocalRedirect($"/products/{id}/configurator");
        }).RequireAuthorization(new AllowedByAttribute(Right.EditProducts));
}

internal sealed class ConfigureStorage : IEntityTypeConfiguration<Configurator>, IEntityTypeConfiguration<LineConfiguration>
{
    public void Configure(EntityTypeBuilder<Configurator> configurator)
    {
        configurator.ToTable("configurators");
        configurator.Property(c => c.Draft).StoredAsJson();
        configurator.Property(c => c.Published).StoredAsJson();
        configurator.Property(c => c.Version).IsConcurrencyToken();
        configurator.HasOne<Product>().WithMany().HasForeignKey(c => c.ProductId);
        configurator.HasOne<User>().WithMany().HasForeignKey(c => c.PublishedBy);
    }

    public void Configure(EntityTypeBuilder<LineConfiguration> line)
    {
        line.ToTable("line_configurations");
        line.Property(l => l.Chosen).StoredAsJson();
        line.HasOne<Quote>().WithMany().HasForeignKey(l => l.QuoteId);
        line.HasOne<Deal>().WithMany().HasForeignKey(l => l.DealId);
        line.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId);
    }
}
