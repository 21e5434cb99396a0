using Trichter.Platform.Language;
using Trichter.Platform.Mail;

namespace Trichter.Activities.Booking;

/// <summary>What somebody says of themselves when they book.</summary>
/// <param name="Answers">To the questions of the page, in their order.</param>
public sealed record Visitor(string Name, string Email, string Company, IReadOnlyList<string> Answers)
{
    private const int LongestName = 100;
    public const int LongestAnswer = 2000;

    /// <summary>Lower case.</summary>
    public string Address => Email.Trim().ToLowerInvariant();

    public Dictionary<string, Told> Faults()
    {
        var faults = new Dictionary<string, Told>();
        if (Name.Trim().Length is 0 or > LongestName) faults["name"] = new Told("Say who you are, in at most {0} characters.", LongestName);
        if (!MailAddresses.IsOne(Address)) faults["email"] = new Told("This is not an e-mail address.");
        if (Company.Trim().Length > LongestName) faults["company"] = new Told("At most {0} characters.", LongestName);
        for (var i = 0; i < Answers.Count; i++)
            if (Answers[i].Length > LongestAnswer) faults[$"answer-{i}"] = new Told("At most {0} characters.", LongestAnswer);
        return faults;
    }

    public Dictionary<string, string> AsPerson()
    {
        var name = Name.Trim();
        var cut = name.LastIndexOf(' ');
        return new Dictionary<string, string> { ["first_name"] = cut < 0 ? "" : name[..cut].Trim(), ["last_name"] = name[(cut + 1)..], ["emails"] = Address };
    }

    /// <summary>What stands in the calendar of the host.</summary>
    public string Words(BookingPage page) => string.Join('\n',
        new[] { $"{page.Title}: {Name.Trim()}{(Company.Trim().Length > 0 ? $" ({Company.Trim()})" : "")}", Address }
            .Concat(page.Questions.Zip(Answers).Where(one => one.Second.Trim().Length > 0).Select(one => $"{one.First} {one.Second.Trim()}")));
}
