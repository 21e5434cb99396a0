using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Letters;
using Trichter.Ledger;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;

namespace Trichter.Offers.Seller;

/// <summary>Draws letters on the paper of quotes and invoices.</summary>
internal sealed class DrawLetters(Db db, Change change, RenderDocument documents, PrintPdf print) : IDrawLetters
{
    public async Task<Told?> MissingAsync(CancellationToken cancellation) =>
        !print.IsPossible ? new Told("No browser was found to make a PDF with. Install Chromium, or use the print view of your own browser.")
        : await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { IsKnown: true } ? new Told("Say under settings, our company, who we are and where: every letter names its sender.")
        : null;

    public async Task<PdfResult> RunAsync(IReadOnlyList<LetterSheet> letters, string title, CancellationToken cancellation)
    {
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var ours = await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new OurCompany { LegalName = workspace.Name };
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(change.Now, workspace.Zone));
        var all = new StringBuilder();
        foreach (var letter in letters)
            all.Append(await documents.FragmentAsync<LetterPaper>(letter.Language, workspace.Zone, new Dictionary<string, object?> { [nameof(LetterPaper.Ours)] = ours, [nameof(LetterPaper.Sheet)] = letter, [nameof(LetterPaper.Today)] = today }));
        return await print.RunAsync(documents.Page(all.ToString(), letters[0].Language, title), cancellation);
    }
}
