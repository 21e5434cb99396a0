using System.Globalization;
using Trichter.Deals;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Platform.Ui;

namespace Trichter.Offers.Contracts.Edit;

/// <summary>A contract as it is typed.</summary>
public sealed class ContractForm
{
    /// <summary>The version that was shown.</summary>
    public int Seen { get; set; }

    public string? Language { get; set; }
    public string? Title { get; set; }
    public string? Text { get; set; }
    public string? StartsOn { get; set; }
    public string? EndsOn { get; set; }
    public string? NoticeDays { get; set; }
    public bool NeedsPaper { get; set; }
    public List<SignerRow> Signers { get; set => field = value ?? []; } = [];
    public List<AnnexRow> Annexes { get; set => field = value ?? []; } = [];

    public static ContractForm Of(OpenContract open) => new()
    {
        Seen = open.Contract.Version,
        Language = open.Contract.Language,
        Title = open.Contract.Title,
        Text = open.Contract.Text,
        StartsOn = Canonical.Of(open.Contract.StartsOn),
        EndsOn = Canonical.Of(open.Contract.EndsOn),
        NoticeDays = open.Contract.NoticeDays?.ToString(CultureInfo.InvariantCulture),
        NeedsPaper = open.Contract.NeedsPaper,
        Signers = [.. open.Signers.Select(signer => new SignerRow { Side = signer.Side, Name = signer.Name, Role = signer.Role, Email = signer.Email })],
        Annexes = [.. open.Annexes.Select(annex => new AnnexRow { Name = annex.Name, File = annex.AttachmentId })],
    };

    /// <summary>Field → what is wrong with it.</summary>
    public Dictionary<string, Told> Faults()
    {
        var faults = new Dictionary<string, Told>();
        if ((Title?.Trim().Length ?? 0) is 0 or > Contract.LongestTitle) faults["Title"] = new Told("A name of up to {0} characters is needed.", Contract.LongestTitle);
        if (Text?.Length > Contract.LongestText) faults["Text"] = new Told("At most {0} characters.", Contract.LongestText);
        if (!Languages.All.Contains(Language ?? "")) faults["Language"] = new Told("Choose a language.");
        foreach (var (field, day) in new[] { ("StartsOn", StartsOn), ("EndsOn", EndsOn) })
            if (!string.IsNullOrWhiteSpace(day) && FormValues.Day(day) is null) faults[field] = new Told("This is not a date.");
        if (FormValues.Day(EndsOn) < FormValues.Day(StartsOn)) faults["EndsOn"] = new Told("The end lies before the beginning.");
        if (!string.IsNullOrWhiteSpace(NoticeDays) && Notice is not (>= 0 and <= Contract.MostNotice)) faults["NoticeDays"] = new Told("From 0 to {0} days.", Contract.MostNotice);
        if (Signers.Count(row => row.IsKept) > ContractSigner.Most) faults["Signers"] = new Told("At most {0}.", ContractSigner.Most);
        if (Annexes.Count(row => row.IsKept) > ContractAnnex.Most) faults["Annexes"] = new Told("At most {0}.", ContractAnnex.Most);
        foreach (var (row, index) in Signers.Select((row, index) => (row, index)).Where(one => one.row.IsKept))
        {
            if (row.Name!.Trim().Length > ContractSigner.LongestName || row.Role?.Length > ContractSigner.LongestName) faults[$"Signers[{index}].Name"] = new Told("At most {0} characters.", ContractSigner.LongestName);
            if (!string.IsNullOrWhiteSpace(row.Email) && !MailAddresses.IsOne(row.Email.Trim())) faults[$"Signers[{index}].Email"] = new Told("This is not an e-mail address.");
        }

        foreach (var (row, index) in Annexes.Select((row, index) => (row, index)).Where(one => one.row.IsKept && one.row.Name!.Length > Contract.LongestTitle))
            faults[$"Annexes[{index}].Name"] = new Told("At most {0} characters.", Contract.LongestTitle);
        return faults;
    }

    /// <summary>Only after <see cref="Faults"/> found nothing.</summary>
    public void WriteTo(Contract contract)
    {
        (contract.Language, contract.Title, contract.Text) = (Language!, Title!.Trim(), Text?.Trim() ?? "");
        (contract.StartsOn, contract.EndsOn, contract.NoticeDays) = (FormValues.Day(StartsOn), FormValues.Day(EndsOn), Notice);
        contract.NeedsPaper = NeedsPaper;
    }

    private int? Notice => int.TryParse(NoticeDays?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) ? days : string.IsNullOrWhiteSpace(NoticeDays) ? null : -1;
}

/// <summary>Somebody who has to sign, as typed; without a name it is nobody.</summary>
public sealed class SignerRow
{
    public CommitmentSide Side { get; set; }
    public string? Name { get; set; }
    public string? Role { get; set; }
    public string? Email { get; set; }

    public bool IsKept => !string.IsNullOrWhiteSpace(Name);
}

/// <summary>An annex as typed; without a name it is none.</summary>
public sealed class AnnexRow
{
    public string? Name { get; set; }
    public Guid? File { get; set; }

    public bool IsKept => !string.IsNullOrWhiteSpace(Name);
}
