using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Campaigns.Segments;
using Trichter.Customers;
using Trichter.Customers.Consent.Check;
using Trichter.Ledger;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Campaigns.Letters;

internal static class LetterSetup
{
    public static void AddLetters(this IServiceCollection services)
    {
        services.AddScoped<SaveLetter>();
        services.AddScoped<MakeLetters>();
        services.AddScoped<IKnowContacts, KnowLetters>();
    }

    public static void MapLetters(this IEndpointRouteBuilder routes)
    {
        var letters = routes.MapGroup("/campaigns/letters/{id:guid}").RequireAuthorization(new AllowedByAttribute(Right.RunCampaigns));
        letters.MapGet("/preview", async (Guid id, string? language, Guid? person, MakeLetters verb, Toast toast) =>
        {
            var shown = await verb.ShowAsync(id, language ?? "", person);
            if (shown is PdfResult.Printed pdf) return Results.File(pdf.Content, "application/pdf");
            if (shown is not PdfResult.Not not) return Results.NotFound();
            toast.Say(not.Why);
            return Results.LocalRedirect($"/campaigns/letters/{id}");
        });
        letters.MapGet("/letters.pdf", async (Guid id, Db db, Me me) =>
            await db.Letters.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null) is { } letter && (letter.AskedBy == me.Id || me.Sees<Person>() == Visibility.All) && await db.LetterFiles.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id) is { } file
                ? Results.File(file.Content, "application/pdf", $"letters-{letter.MadeAt:yyyy-MM-dd}.pdf") : Results.NotFound());
        letters.MapPost("/file/delete", async (Guid id, [FromForm] string? unused, SaveLetter verb, Change change, Toast toast) =>
        {
            if (!await verb.DeleteFileAsync(id)) return Results.NotFound();
            toast.Say(new Told("The file is deleted."), change.Id);
            return Results.LocalRedirect($"/campaigns/letters/{id}");
        });
    }
}

internal sealed class LetterStorage : IEntityTypeConfiguration<Letter>, IEntityTypeConfiguration<LetterRecipient>, IEntityTypeConfiguration<LetterFile>
{
    public void Configure(EntityTypeBuilder<Letter> letter)
    {
        letter.ToTable("letters");
        letter.HasOne<Segment>().WithMany().HasForeignKey(its => its.SegmentId);
        letter.HasOne<User>().WithMany().HasForeignKey(its => its.AskedBy);
        letter.Property(its => its.Body).StoredAsJson();
        letter.Ignore(its => its.IsDraft);
        letter.Ignore(its => its.Languages);
        letter.Property(its => its.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<LetterRecipient> recipient)
    {
        recipient.ToTable("letter_recipients");
        recipient.HasOne<Letter>().WithMany().HasForeignKey(its => its.LetterId);
    }

    public void Configure(EntityTypeBuilder<LetterFile> file)
    {
        file.ToTable("letter_files");
        file.HasOne<Letter>().WithOne().HasForeignKey<LetterFile>(its => its.Id);
    }
}
