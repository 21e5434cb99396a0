using System.Globalization;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Platform.Storage;
using Trichter.Platform.Ui;

namespace Trichter.Campaigns.Fairs;

/// <summary>An entry of the fair's form, as it was typed on the phone.</summary>
public sealed record FairTyped
{
    private const int LongestName = 100, LongestPhone = 40, LongestNote = 2000, LongestStep = 200;

    /// <summary>Given by the phone; a new one where it gave none.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>Who typed it; null for whoever sends it.</summary>
    public Guid? User { get; init; }

    /// <summary>By the clock of the phone, UTC; null for now.</summary>
    public DateTime? At { get; init; }

    public Guid? FairId { get; init; }
    public string Name { get; init; } = "";
    public string Company { get; init; } = "";
    public string Email { get; init; } = "";
    public string Phone { get; init; } = "";
    public string Language { get; init; } = "";
    public IReadOnlyList<string> Interests { get; init; } = [];
    public FairHeat? Heat { get; init; }
    public string Note { get; init; } = "";
    public string Step { get; init; } = "";
    public DateOnly? StepOn { get; init; }

    /// <summary>They said that we may write to them.</summary>
    public bool MayWrite { get; init; }

    /// <summary>The text that they were shown.</summary>
    public Guid? WordingId { get; init; }

    public static FairTyped Of(IFormCollection form) => new()
    {
        Id = FormValues.Id(form["id"]) ?? Ids.New(),
        User = FormValues.Id(form["user"]),
        At = DateTimeOffset.TryParse(form["at"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.UtcDateTime : null,
        FairId = FormValues.Id(form["fair"]),
        Name = form["name"].ToString().Trim(),
        Company = form["company"].ToString().Trim(),
        Email = form["email"].ToString().Trim(),
        Phone = form["phone"].ToString().Trim(),
        Language = form["language"].ToString(),
        Interests = [.. form["interest"].Select(its => its?.Trim() ?? "").Where(its => its.Length > 0).Distinct()],
        Heat = FormValues.One<FairHeat>(form["heat"]),
        Note = form["note"].ToString().Trim(),
        Step = form["step"].ToString().Trim(),
        StepOn = FormValues.Day(form["step-on"]),
        MayWrite = form["consent"] == "true",
        WordingId = FormValues.Id(form["wording"]),
    };

    /// <summary>What is wrong with it by itself, by field.</summary>
    public Dictionary<string, Told> Faults()
    {
        var faults = new Dictionary<string, Told>();
        if (Name.Length is 0 or > LongestName) faults["name"] = new Told("A name is needed.");
        if (Company.Length > LongestName) faults["company"] = new Told("At most {0} characters.", LongestName);
        if (Phone.Length > LongestPhone) faults["phone"] = new Told("At most {0} characters.", LongestPhone);
        if (Email.Length > 0 && !MailAddresses.IsOne(Email.ToLowerInvariant())) faults["email"] = new Told("This is not an e-mail address.");
        else if (Email.Length == 0 && MayWrite) faults["email"] = new Told("Without an address nobody can be written to.");
        else if (Email.Length + Phone.Length + Company.Length == 0) faults["email"] = new Told("An address, a number or a company is needed to find them again.");
        if (!Languages.All.Contains(Language)) faults["language"] = new Told("Choose one of the answers.");
        if (Heat is null) faults["heat"] = new Told("Choose one of the answers.");
        if (Interests.Count > Fair.MostInterests || Interests.Any(its => its.Length > Fair.LongestInterest) || Canonical.Of(Interests).Length > 400) faults["interest"] = new Told("At most {0} characters.", 400);
        if (Note.Length > LongestNote) faults["note"] = new Told("At most {0} characters.", LongestNote);
        if (Step.Length > LongestStep) faults["step"] = new Told("At most {0} characters.", LongestStep);
        if (Step.Length > 0 && StepOn is null) faults["step-on"] = new Told("Say by which day.");
        return faults;
    }

    /// <summary>What stands in the timeline.</summary>
    /// <param name="newPhone">A number that the record of somebody we know does not have; empty for none.</param>
    public string Words(string newPhone) => string.Join('\n', new[] { Name, newPhone, Canonical.Of(Interests), Note }.Where(line => line.Length > 0));
}
