using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Offers.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Team.Mail;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Offers.Contracts.Sign;

/// <summary>
/// Somebody signs, by their link or on paper. It is a simple electronic signature: evidence of who declared what to which content, when and from where
/// (O48 to O50). Once all have signed, the contract can be booked.
/// </summary>
internal sealed class SignContract(Db db, Me me, Change change, TimelineWriter timeline, FindContract find, DealFigures figures, Notify notify, WriteMail mail)
{
    /// <summary>Null for a secret that is unknown, or whose contract was given up or is gone; nobody learns which.</summary>
    public async Task<OpenSignature?> OpenAsync(string secret, CancellationToken cancellation = default)
    {
        var hash = LinkSecret.HashOf(secret);
        if (await db.ContractSigners.SingleOrDefaultAsync(its => its.SecretHash == hash, cancellation) is not { } signer) return null;
        var contract = await db.Contracts.SingleAsync(its => its.Id == signer.ContractId, cancellation);
        if (contract.State is not (ContractState.Out or ContractState.Complete) || await db.Deals.SingleOrDefaultAsync(deal => deal.Id == signer.DealId, cancellation) is not { } its) return null;
        return new OpenSignature(signer, await find.OpenAsync(contract, its, cancellation), await db.Workspaces.AsNoTracking().SingleAsync(cancellation));
    }

    /// <returns>What is wrong, by field; empty when it was signed; null when there is nothing to sign.</returns>
    public async Task<IReadOnlyDictionary<string, Told>?> RunAsync(string secret, SignDraft draft, CancellationToken cancellation = default)
    {
        if (await OpenAsync(secret, cancellation) is not { MaySign: true } its) return null;
        var faults = FaultsOf(draft);
        if (faults.Count > 0) return faults;

        var (open, signer) = (its.Open, its.Signer);
        db.ContractSignatures.Add(new ContractSignature
        {
            ContractId = open.Contract.Id,
            SignerId = signer.Id,
            DealId = open.Deal.Id,
            Hash = open.Contract.Hash,
            Name = draft.Name.Trim(),
            Role = draft.Role.Trim(),
            Email = signer.Email,
            Declaration = draft.Declaration,
            Drawing = draft.Drawing,
            Language = draft.Language,
            Address = draft.Address,
            UserAgent = DrawnSignature.Agent(draft.UserAgent),
            SignedAt = change.Now,
        });
        return await AfterAsync(open, draft.Name.Trim(), onPaper: false, its.Workspace, cancellation) ? faults : null;
    }

    /// <summary>Notes that somebody has signed on paper.</summary>
    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> OnPaperAsync(Guid id, Guid signerId, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(id, cancellation) is not { Contract.IsOut: true } open) return new Told("Nothing is here");
        if (open.Signers.FirstOrDefault(its => its.Id == signerId) is not { } signer || open.SignatureOf(signer) is not null) return new Told("It has been signed already.");

        db.ContractSignatures.Add(new ContractSignature
        {
            ContractId = open.Contract.Id,
            SignerId = signer.Id,
            DealId = open.Deal.Id,
            Hash = open.Contract.Hash,
            Name = signer.Name,
            Role = signer.Role,
            Email = signer.Email,
            OnPaper = true,
            NotedBy = me.Id,
            SignedAt = change.Now,
        });
        return await AfterAsync(open, signer.Name, onPaper: true, await db.Workspaces.AsNoTracking().SingleAsync(cancellation), cancellation) ? null : new Told("It has been signed already.");
    }

    /// <returns>False when the same signature came in the same moment from elsewhere.</returns>
    private async Task<bool> AfterAsync(OpenContract open, string by, bool onPaper, Workspace workspace, CancellationToken cancellation)
    {
        var (contract, deal) = (open.Contract, open.Deal);
        timeline.Record(new ContractWasSigned(deal.Id, contract.Number, by, onPaper));
        var isComplete = open.Signatures.Count + 1 == open.Signers.Count;
        if (isComplete)
        {
            contract.Sign(change.Now);
            timeline.Record(new ContractCompleted(deal.Id, contract.Number));
            MailCopies(open, workspace);
        }

        if (deal.OwnerId is { } owner)
            await notify.TellAsync(owner, NotificationKind.Answer, isComplete ? new Told("The contract {0} is signed by both sides", contract.Number) : new Told("{0} signed the contract {1}", by, contract.Number),
                $"/contracts/{contract.Id}", $"contract/{contract.Id}/{by}", cancellation);
        await figures.RefreshAsync([deal], cancellation);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>Everybody gets the same words: what was signed, by whom, and the hash of its content.</summary>
    private void MailCopies(OpenContract open, Workspace workspace)
    {
        foreach (var signer in open.Signers.Where(signer => signer.Email.Length > 0))
            mail.Add(signer.Email, signer.Name, open.Contract.Language, workspace.Zone, texts => new MailWords(
                texts["Contract {0} signed", open.Contract.Number],
                texts["The contract {0}, {1}, is signed by all: {2}.", open.Contract.Number, open.Contract.Title, string.Join(", ", open.Signers.Select(one => one.Name))] + "\n\n"
                + texts["SHA-256 of the content"] + ": " + open.Contract.Hash), open.Deal.Id);
    }

    private static Dictionary<string, Told> FaultsOf(SignDraft draft)
    {
        var faults = new Dictionary<string, Told>();
        if (draft.Name.Trim().Length is 0 or > ContractSigner.LongestName) faults["name"] = new Told("Say who you are.");
        if (draft.Role.Trim().Length is 0 or > ContractSigner.LongestName) faults["role"] = new Told("Say in which role you sign.");
        if (!draft.MaySign) faults["may-sign"] = new Told("Confirm that you may sign for the company.");
        if (DrawnSignature.FaultOf(draft.Drawing) is { } drawn) faults["drawing"] = drawn;
        return faults;
    }
}

/// <summary>What a signer's link opens.</summary>
internal sealed record OpenSignature(ContractSigner Signer, OpenContract Open, Workspace Workspace)
{
    public ContractSignature? Signature => Open.SignatureOf(Signer);

    public bool MaySign => Open.Contract.IsOut && !Open.Contract.NeedsPaper && Signature is null;
}

/// <param name="Declaration">What they declared, in the words they saw.</param>
/// <param name="Drawing">The path of an SVG; empty for none.</param>
internal sealed record SignDraft(string Name, string Role, bool MaySign, string Drawing, string Declaration, string Language, string Address, string UserAgent);
