using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Market.Industries;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Market.Profiles;

/// <summary>Writes a profile of the ideal customer, and retires it.</summary>
public sealed class SaveProfile(Db db, Me me, Change change, TimelineWriter timeline)
{
    public async Task<(CustomerProfile? Saved, Fault? Fault)> RunAsync(Guid? id, ProfileDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        var profile = id is null ? null : await db.CustomerProfiles.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation);
        if (id is not null && profile is null) return (null, Fault.NotThere);
        if (draft.FirstFault() is { } fault) return (null, fault);

        if (profile is null) db.CustomerProfiles.Add(profile = new CustomerProfile { Name = "", CreatedBy = me.Id, CreatedAt = change.Now });
        (profile.Name, profile.Product, profile.Industries, profile.Countries) = (draft.Name.Trim(), draft.Product.Trim(), [.. draft.Paths.OfType<string>().Distinct()], [.. draft.CountryCodes.OfType<string>().Distinct()]);
        (profile.EmployeesFrom, profile.EmployeesTo, profile.RevenueFrom) = (draft.From, draft.To, draft.Revenue);
        (profile.Persona, profile.Needs, profile.Usps, profile.Benefits) = (draft.Persona.Trim(), draft.Needs.Trim(), draft.Usps.Trim(), draft.Benefits.Trim());
        timeline.Record(new ProfileSaved(profile.Id, profile.Name));
        await db.SaveChangesAsync(cancellation);
        return (profile, null);
    }

    public async Task<bool> RetireAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.CustomerProfiles.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } profile) return false;
        profile.Retire(change.Now);
        timeline.Record(new ProfileRetired(profile.Id, profile.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

/// <summary>A profile as the form carries it.</summary>
/// <param name="Industries">Codes apart by commas, "10.71, 28".</param>
/// <param name="Countries">Codes or names apart by commas.</param>
public sealed record ProfileDraft(string Name, string Product, string Industries, string Countries, int? From, int? To, long? Revenue)
{
    public string Persona { get; init; } = "";
    public string Needs { get; init; } = "";
    public string Usps { get; init; } = "";
    public string Benefits { get; init; } = "";

    public IEnumerable<string?> Paths => Words(Industries).Select(code => Nace.Of(code)?.Path);
    public IEnumerable<string?> CountryCodes => Words(Countries).Select(Universe.Countries.CodeOf);

    public Fault? FirstFault() =>
        Name.Trim().Length is 0 or > CustomerProfile.LongestName ? new("Name", new Told("A name is needed."))
        : Product.Length > CustomerProfile.LongestName ? new("Product", new Told("At most {0} characters.", CustomerProfile.LongestName))
        : Words(Industries).FirstOrDefault(code => Nace.Of(code) is null) is { } none ? new("Industries", new Told("{0} is no industry of NACE Rev. 2.1.", none))
        : Words(Countries).FirstOrDefault(word => Universe.Countries.CodeOf(word) is null) is { } nowhere ? new("Countries", new Told("{0} is no country.", nowhere))
        : To < From ? new("To", new Told("It ends before it begins."))
        : new[] { Persona, Needs, Usps, Benefits }.Any(text => text.Length > CustomerProfile.LongestText) ? new("Persona", new Told("At most {0} characters.", CustomerProfile.LongestText))
        : null;

    private static string[] Words(string text) => text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
