using System.Text;
using Trichter.Campaigns.Returns;
using Trichter.Customers.Consent;
using Trichter.Tests.Support;

namespace Trichter.Tests.Campaigns;

/// <summary>What some 75 mail systems send back; the right answers are those of a reader that lives from reading them.</summary>
[Trait("Database", "any")]
public sealed class ReadReturnedTests
{
    [Fact]
    public void Of_311_recipients_in_real_reports_98_in_100_are_found_and_90_in_100_get_the_right_decision()
    {
        var (all, found, decided, status) = (0, 0, 0, 0);
        foreach (var mail in SharedData.Table("bounces-a", "expected.csv").GroupBy(row => row["file"]))
        {
            var read = Read(mail.Key);
            foreach (var expected in mail)
            {
                all++;
                var (isFound, isDecided, hasStatus) = Compare(read, expected);
                found += isFound ? 1 : 0;
                decided += isDecided ? 1 : 0;
                status += hasStatus ? 1 : 0;
            }
        }

        Assert.Equal(311, all);
        Assert.True(found >= 304, $"{found} found");
        Assert.True(decided >= 280, $"{decided} decided");
        Assert.True(status >= 280, $"{status} with the status");
    }

    [Fact]
    public void No_report_stops_the_program_and_an_ordinary_mail_is_no_bounce()
    {
        foreach (var file in Directory.GetFiles(SharedData.Path("bounces-a", "eml")))
        {
            using var mail = File.OpenRead(file);
            Assert.NotNull(ReadReturned.Of(mail));
        }

        using var ordinary = File.OpenRead(SharedData.Path("bounces-a", "not-a-bounce", "is-not-bounce-01.eml"));
        Assert.Equal(ReturnKind.Other, ReadReturned.Of(ordinary).Kind);
    }

    [Fact]
    public void A_customer_who_writes_of_an_undelivered_parcel_is_not_read_as_a_bounce() => Assert.Equal(ReturnKind.Other, Read(
        "From: Jan Petry <jan@petry.example>", "To: sales@nordwerk.example", "Subject: Re: your quote", "", "Hello, the parcel could not be delivered, 550 pieces are missing. Ask eva@petry.example").Kind);

    [Fact]
    public void Whoever_is_away_has_got_the_mail() => Assert.Equal(ReturnKind.AutoReply, Read(
        "From: Jan Petry <jan@petry.example>", "To: news@nordwerk.example", "Subject: Abwesenheit bis 5. Mai", "Auto-Submitted: auto-replied", "", "Ich bin im Urlaub.").Kind);

    [Theory]
    [InlineData("unsubscribe", ReturnKind.Unsubscribe)]
    [InlineData("Abmelden bitte", ReturnKind.Unsubscribe)]
    [InlineData("Wypisz", ReturnKind.Unsubscribe)]
    [InlineData("How do I unsubscribe?", ReturnKind.Other)]
    public void A_mail_that_says_unsubscribe_in_its_subject_is_taken_at_its_word(string subject, ReturnKind kind) =>
        Assert.Equal(kind, Read("From: jan@petry.example", "To: returns@nordwerk.example", $"Subject: {subject}", "", "").Kind);

    private static (bool Found, bool Decided, bool Status) Compare(ReturnedMail read, Dictionary<string, string> expected)
    {
        switch (expected["reason"])
        {
            case "feedback":
                var complained = read.Kind is ReturnKind.Complaint or ReturnKind.Unsubscribe;
                return (complained, complained, complained);
            case "vacation" or "delivered":
                var left = read.Kind is ReturnKind.AutoReply or ReturnKind.Notice or ReturnKind.Other;
                return (left, left, left);
        }

        var number = int.Parse(expected["recipient_no"], System.Globalization.CultureInfo.InvariantCulture);
        if (number > read.Bounces.Count) return (false, false, false);
        var bounce = read.Bounces[number - 1];
        return (bounce.Address.Length > 0, bounce.Kind == BounceKind.Permanent == (expected["hard_bounce"] == "true"), bounce.Status == expected["delivery_status"]);
    }

    private static ReturnedMail Read(string file)
    {
        using var mail = File.OpenRead(SharedData.Path("bounces-a", "eml", file));
        return ReadReturned.Of(mail);
    }

    private static ReturnedMail Read(params string[] lines)
    {
        using var mail = new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\r\n", lines)));
        return ReadReturned.Of(mail);
    }
}
