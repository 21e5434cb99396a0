using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Offers.Contracts.Document;
using Trichter.Offers.Quotes.Send;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Team.Mail;
using Trichter.Timeline;

namespace Trichter.Offers.Contracts.Sign;

/// <summary>Brings a contract to those who sign: from then on its content stays, and everybody gets a link of their own.</summary>
internal sealed class SendContract(Db db, Me me, Change change, TimelineWriter timeline, FindContract find, ContractCheck check, RenderContract render, DealFigures figures, WriteMail mail)
{
    private const int LongestReason = 1000;

    public async Task<ContractSend> RunAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(id, cancellation) is not { Contract.IsDraft: true } open) return new ContractSend.NotFound();
        var findings = await check.RunAsync(open, cancellation);
        if (findings.Any(finding => finding.Stops)) return new ContractSend.Stopped(findings);

        var kept = await render.KeepAsync(open, cancellation);
        open.Contract.Send(kept.Hash, me.Id, change.Now);
        db.ContractsKept.Add(kept);
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var links = new List<(ContractSigner, string)>();
        foreach (var signer in open.Signers.Where(_ => !open.Contract.NeedsPaper))
        {
            var secret = LinkSecret.New();
            signer.SecretHash = LinkSecret.HashOf(secret);
            links.Add((signer, secret));
            await MailAsync(open, signer, secret, workspace, cancellation);
        }

        timeline.Record(new ContractSent(open.Deal.Id, open.Contract.Number, open.Signers.Count));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return new ContractSend.Sent(links);
    }

    /// <summary>A new link for one signer; the old one no longer opens anything.</summary>
    /// <returns>The secret part of the address; null when there is nobody to send one to.</returns>
    public async Task<string?> AgainAsync(Guid id, Guid signerId, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(id, cancellation) is not { Contract: { IsOut: true, NeedsPaper: false } } open) return null;
        if (open.Signers.FirstOrDefault(its => its.Id == signerId) is not { } signer || open.SignatureOf(signer) is not null) return null;

        var secret = LinkSecret.New();
        signer.SecretHash = LinkSecret.HashOf(secret);
        await MailAsync(open, signer, secret, await db.Workspaces.AsNoTracking().SingleAsync(cancellation), cancellation);
        timeline.Record(new ContractSent(open.Deal.Id, open.Contract.Number, 1));
        await db.SaveChangesAsync(cancellation);
        return secret;
    }

    /// <returns>What is wrong, or null when it was given up.</returns>
    public async Task<Told?> GiveUpAsync(Guid id, string reason, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(id, cancellation) is not { } open || open.Contract.State is ContractState.Complete or ContractState.Void) return new Told("Nothing is here");
        if (reason.Trim().Length is 0 or > LongestReason) return new Told("Say why, in up to {0} characters.", LongestReason);

        open.Contract.Void(reason.Trim());
        timeline.Record(new ContractGivenUp(open.Deal.Id, open.Contract.Number, reason.Trim()));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    private async Task MailAsync(OpenContract open, ContractSigner signer, string secret, Workspace workspace, CancellationToken cancellation)
    {
        var link = await mail.LinkAsync($"/contract/{secret}", cancellation);
        mail.Add(signer.Email, signer.Name, open.Contract.Language, workspace.Zone, texts => new MailWords(
            texts["Contract {0}: {1}", open.Contract.Number, open.Contract.Title],
            string.Join("\n\n", texts["You can read the contract here and sign it:"], link, $"{me.Name}\n{workspace.Name}")), open.Deal.Id);
    }
}

internal abstract record ContractSend
{
    /// <param name="Links">The secret part of each signer's address; shown once, and kept only as a hash.</param>
    public sealed record Sent(IReadOnlyList<(ContractSigner Signer, string Secret)> Links) : ContractSend;

    public sealed record Stopped(IReadOnlyList<Finding> Findings) : ContractSend;

    public sealed record NotFound : ContractSend;
}
