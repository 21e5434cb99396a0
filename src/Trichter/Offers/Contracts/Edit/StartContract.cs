using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Offers.Numbers;
using Trichter.Offers.Quotes;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Contracts.Edit;

/// <summary>Begins a contract over the quote that the customer accepted, or the one that is with them, and proposes who signs.</summary>
internal sealed class StartContract(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find, GiveNumber numbers)
{
    public async Task<ContractStart> RunAsync(Guid dealId, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new ContractStart.NotFound();

        var version = await db.QuoteVersions.Where(its => its.DealId == deal.Id && (its.State == QuoteState.Accepted || its.State == QuoteState.Sent))
            .OrderByDescending(its => its.State == QuoteState.Accepted).ThenByDescending(its => its.Id).FirstOrDefaultAsync(cancellation);
        if (version is null) return new ContractStart.Faulty(new Told("A contract is about a quote that was sent. Send one first."));

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var contract = new Contract
        {
            DealId = deal.Id,
            Number = await numbers.NextAsync(DocumentKind.Contract, (await find.NowAsync(cancellation)).Day, cancellation),
            QuoteVersionId = version.Id,
            Language = version.Language,
            Title = version.Title,
            Text = version.Terms,
            NeedsPaper = version.NeedsPaper,
            CreatedBy = me.Id,
            CreatedAt = change.Now,
        };
        db.Contracts.Add(contract);
        db.ContractSigners.AddRange(await SignersAsync(contract, deal, version, cancellation));
        timeline.Record(new ContractStarted(deal.Id, contract.Number));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new ContractStart.Begun(contract);
    }

    /// <summary>Theirs is whoever accepted the quote, else the contact of the deal or of the quote; ours is who begins it.</summary>
    private async Task<IEnumerable<ContractSigner>> SignersAsync(Contract contract, Deal deal, QuoteVersion version, CancellationToken cancellation)
    {
        var accepted = await db.QuoteAcceptances.AsNoTracking().Where(its => its.VersionId == version.Id).FirstOrDefaultAsync(cancellation);
        var contact = await db.People.VisibleTo(me, db).AsNoTracking().SingleOrDefaultAsync(person => person.Id == deal.ContactId, cancellation);
        ContractSigner Signer(CommitmentSide side, string name, string role, string email, int position) => new() { ContractId = contract.Id, DealId = deal.Id, Side = side, Name = name, Role = role, Email = email, Position = position };

        var theirs = accepted is not null ? Signer(CommitmentSide.Customer, accepted.Name, accepted.Role, accepted.Email, 0)
            : contact is not null ? Signer(CommitmentSide.Customer, $"{contact.FirstName} {contact.LastName}".Trim(), contact.Title, contact.Emails.FirstOrDefault() ?? "", 0)
            : version.BuyerContact.Length > 0 ? Signer(CommitmentSide.Customer, version.BuyerContact, "", "", 0) : null;
        return new[] { theirs, Signer(CommitmentSide.Us, me.Name, "", me.User.Email, 1) }.OfType<ContractSigner>();
    }
}

internal abstract record ContractStart
{
    public sealed record Begun(Contract Contract) : ContractStart;

    public sealed record Faulty(Told Why) : ContractStart;

    public sealed record NotFound : ContractStart;
}
