using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Market.Industries;
using Trichter.Market.Lists;
using Trichter.Market.Profiles;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Market.Universe;

/// <summary>Makes suspects prospects: companies of ours with an owner, linked to the row of the universe. One change, so that it can be undone.</summary>
public sealed class TakeOver(Db db, Me me, Change change, TimelineWriter timeline, UsableLists lists)
{
    /// <summary>More than a team can speak to in a while helps nobody.</summary>
    public const int Most = 500;

    /// <param name="owner">Who answers for them; null for nobody yet.</param>
    /// <returns>What happened with how many, or what is wrong.</returns>
    public async Task<(TakenOver? Taken, Fault? Fault)> RunAsync(SuspectFilter filter, int many, Guid? owner, string language, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        me.Must(Right.ChangeCustomers);
        if (many is < 1 or > Most) return (null, new("Many", new Told("A whole number from 1 to {0}.", Most)));
        if (owner is { } wanted && !await db.Users.AnyAsync(user => user.Id == wanted && user.DisabledAt == null, cancellation)) return (null, new("Owner", new Told("Choose a colleague.")));

        var usable = await lists.AllAsync(cancellation);
        var suspects = await (filter with { Reach = SuspectReach.Open }).Apply(db.Suspects, [.. usable.Select(list => list.Id)], db).RankedBy(await ProfileAsync(filter, cancellation)).Take(many).ToListAsync(cancellation);
        var known = await KnownAsync(suspects, cancellation);
        var names = usable.ToDictionary(list => list.Id, list => list.Name);
        var (taken, linked) = (0, 0);
        foreach (var suspect in suspects)
        {
            if (Match(suspect, known) is { } ours)
            {
                suspect.CompanyId = ours;
                linked++;
                continue;
            }

            var company = suspect.ToCompany(owner, Nace.At(suspect.Industry) is { } industry ? industry.Name.In(language) : "", change.Now);
            db.Companies.Add(company);
            suspect.CompanyId = company.Id;
            timeline.Record(new SuspectTakenOver(company.Id, names[suspect.ListId]));
            taken++;
        }

        await db.SaveChangesAsync(cancellation);
        return (new(taken, linked), null);
    }

    private async Task<CustomerProfile?> ProfileAsync(SuspectFilter filter, CancellationToken cancellation) =>
        filter.Profile is { } id ? await db.CustomerProfiles.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) : null;

    /// <summary>Companies that we have already, by VAT number, domain, or name and postal code.</summary>
    private async Task<Dictionary<string, Guid>> KnownAsync(List<Suspect> suspects, CancellationToken cancellation)
    {
        var vat = suspects.Select(its => its.VatNumber).Where(its => its.Length > 0).ToList();
        var domains = suspects.Select(its => its.Domain).Where(its => its.Length > 0).ToList();
        var keys = suspects.Select(its => its.NameKey).ToList();
        var found = await db.Companies.AsNoTracking().Where(company => vat.Contains(company.VatNumber) || domains.Contains(company.Domain) || keys.Contains(company.NameKey)).ToListAsync(cancellation);
        var known = new Dictionary<string, Guid>();
        foreach (var company in found)
        {
            if (company.VatNumber.Length > 0) known.TryAdd($"v{company.VatNumber}", company.Id);
            if (company.Domain.Length > 0) known.TryAdd($"d{company.Domain}", company.Id);
            known.TryAdd($"n{company.NameKey}{company.MainAddress?.PostalCode}", company.Id);
        }

        return known;
    }

    private static Guid? Match(Suspect its, Dictionary<string, Guid> known)
    {
        foreach (var key in new[] { its.VatNumber.Length > 0 ? $"v{its.VatNumber}" : "", its.Domain.Length > 0 ? $"d{its.Domain}" : "", $"n{its.NameKey}{its.PostalCode}" })
            if (known.TryGetValue(key, out var id)) return id;
        return null;
    }
}

/// <param name="Taken">New companies.</param>
/// <param name="Linked">Companies that we had already.</param>
public sealed record TakenOver(int Taken, int Linked);
