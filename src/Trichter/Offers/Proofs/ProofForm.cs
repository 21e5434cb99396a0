using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Process.Edit;

namespace Trichter.Offers.Proofs;

/// <summary>A proof point as it is typed.</summary>
public sealed class ProofForm
{
    private const int Longest = 300;

    /// <summary>The version that was shown; 0 for a new one.</summary>
    public int Seen { get; set; }

    public ProofKind Kind { get; set; }
    public string? Name { get; set; }
    public Words Text { get; set => field = value ?? new(); } = new();

    /// <summary>The name of the customer who gave it.</summary>
    public string? Company { get; set; }

    public string? Link { get; set; }
    public string? Industry { get; set; }
    public ProofUse Permission { get; set; } = ProofUse.NotAllowed;
    public string? PermittedBy { get; set; }
    public string? PermittedOn { get; set; }
    public string? ExpiresOn { get; set; }

    public static ProofForm Of(ProofPoint proof, string company) => new()
    {
        Seen = proof.Version,
        Kind = proof.Kind,
        Name = proof.Name,
        Text = Words.Of(proof.Text),
        Company = company,
        Link = proof.Link,
        Industry = proof.Industry,
        Permission = proof.Permission,
        PermittedBy = proof.PermittedBy,
        PermittedOn = Platform.Fields.Canonical.Of(proof.PermittedOn),
        ExpiresOn = Platform.Fields.Canonical.Of(proof.ExpiresOn),
    };

    /// <summary>Field → what is wrong with it. A permission says who gave it and when.</summary>
    public Dictionary<string, Told> Faults()
    {
        var faults = new Dictionary<string, Told>();
        if ((Name?.Trim().Length ?? 0) is 0 or > ProofPoint.LongestName) faults["Name"] = new Told("A name of up to {0} characters is needed.", ProofPoint.LongestName);
        if (Text.IsEmpty) faults["Text"] = new Told("Say what it proves, in one language at least.");
        if (new[] { Text.En, Text.De, Text.Pl }.Any(words => words?.Length > ProofPoint.LongestText)) faults["Text"] = new Told("At most {0} characters.", ProofPoint.LongestText);
        foreach (var (field, text) in new[] { ("Link", Link), ("Industry", Industry), ("PermittedBy", PermittedBy) })
            if (text?.Length > Longest) faults[field] = new Told("At most {0} characters.", Longest);

        if (!string.IsNullOrWhiteSpace(Link) && !(Uri.TryCreate(Link.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            faults["Link"] = new Told("A link begins with https://.");
        foreach (var (field, day) in new[] { ("PermittedOn", PermittedOn), ("ExpiresOn", ExpiresOn) })
            if (!string.IsNullOrWhiteSpace(day) && FormValues.Day(day) is null) faults[field] = new Told("This is not a date.");
        if (Permission == ProofUse.Allowed && string.IsNullOrWhiteSpace(PermittedBy)) faults["PermittedBy"] = new Told("Say who of the customer allowed it.");
        if (Permission == ProofUse.Allowed && string.IsNullOrWhiteSpace(PermittedOn)) faults["PermittedOn"] = new Told("Say when it was allowed.");
        return faults;
    }

    /// <summary>Only after <see cref="Faults"/> found nothing.</summary>
    public void WriteTo(ProofPoint proof, Guid? company)
    {
        (proof.Kind, proof.Name, proof.Text, proof.CompanyId) = (Kind, Name!.Trim(), Text.ToLocalized(), company);
        (proof.Link, proof.Industry) = (Link?.Trim() ?? "", Industry?.Trim() ?? "");
        (proof.Permission, proof.PermittedBy) = (Permission, PermittedBy?.Trim() ?? "");
        (proof.PermittedOn, proof.ExpiresOn) = (FormValues.Day(PermittedOn), FormValues.Day(ExpiresOn));
    }
}
