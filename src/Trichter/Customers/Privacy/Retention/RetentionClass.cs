using Trichter.Platform.Language;

namespace Trichter.Customers.Privacy.Retention;

/// <summary>What is kept for a time and then goes (R78).</summary>
public enum RetentionClass
{
    [Says("People who never answered")] Unanswered,
    [Says("People from bought addresses")] Bought,
    [Says("People of leads, lost deals and former customers")] Contacts,
    [Says("Invoices and other vouchers of the books")] Invoices,
    [Says("Quotes, orders, contracts and other letters of business")] Letters,
    [Says("Uploaded files and refused rows of imports")] Imports,
    [Says("Messages to other programs")] Messages,
    [Says("Sign-ins")] SignIns,
    [Says("Settled requests of persons")] Requests,
    [Says("Proofs of consent")] Proofs,
}

/// <summary>How what is kept comes to its end.</summary>
public enum RetentionKind
{
    /// <summary>They are erased once somebody has looked at them and agreed.</summary>
    People,

    /// <summary>The data of erased people go from them when no law wants them any longer.</summary>
    Documents,

    /// <summary>It goes by itself.</summary>
    Records,
}

public enum RetentionUnit
{
    Days,
    Months,
    Years,
}

/// <summary>The usual period of a class, the bounds within which it can be set, and why it is as it is.</summary>
/// <param name="From">From when it is counted; an English sentence that is a key of a text, like <paramref name="Why"/>.</param>
public sealed record RetentionTerm(RetentionKind Kind, RetentionUnit Unit, int Usual, int Least, int Most, string From, string Why)
{
    /// <param name="country">Ours; the law of documents depends on it.</param>
    public static RetentionTerm Of(RetentionClass its, string country) => its switch
    {
        RetentionClass.Unanswered => new(RetentionKind.People, RetentionUnit.Months, 12, 1, 36, new Told("from the last contact, ours or theirs").Key, new Told("Our own rule: without an answer there is no interest that outweighs theirs (Art. 5(1)(e), 6(1)(f) GDPR).").Key),
        RetentionClass.Bought => new(RetentionKind.People, RetentionUnit.Months, 12, 1, 12, new Told("from the purchase; at the end of the licence where that is earlier").Key, new Told("The licence of the supplier, and twelve months at most (Art. 5(1)(e) GDPR).").Key),
        RetentionClass.Contacts => new(RetentionKind.People, RetentionUnit.Years, 3, 1, 10, new Told("from the end of the year of the last contact").Key, new Told("Claims lapse after three years from the end of the year (§§ 195, 199 BGB).").Key),
        RetentionClass.Invoices when country == "PL" => new(RetentionKind.Documents, RetentionUnit.Years, KeepingPeriod.PolishInvoice, KeepingPeriod.PolishInvoice, 30, new Told("from the end of the year in which the tax was due").Key, new Told("Law: Art. 86 Ordynacja podatkowa. It can be lengthened, not shortened.").Key),
        RetentionClass.Invoices => new(RetentionKind.Documents, RetentionUnit.Years, KeepingPeriod.Invoice, KeepingPeriod.Invoice, 30, new Told("from the end of the year").Key, new Told("Law: § 147 AO, § 257 HGB. It can be lengthened, not shortened.").Key),
        RetentionClass.Letters => new(RetentionKind.Documents, RetentionUnit.Years, KeepingPeriod.Letter, KeepingPeriod.Letter, 30, new Told("from the end of the year").Key, new Told("Law: § 147 AO, § 257 HGB. It can be lengthened, not shortened.").Key),
        RetentionClass.Imports => new(RetentionKind.Records, RetentionUnit.Days, 90, 1, 365, new Told("from the day of the import").Key, new Told("Our own rule: long enough to take an import back.").Key),
        RetentionClass.Messages => new(RetentionKind.Records, RetentionUnit.Days, 14, 1, 90, new Told("from the day of the message").Key, new Told("Our own rule: long enough to see what went wrong.").Key),
        RetentionClass.SignIns => new(RetentionKind.Records, RetentionUnit.Days, 180, 30, 365, new Told("from the last use").Key, new Told("Our own rule: long enough to see who was in the house.").Key),
        RetentionClass.Proofs => new(RetentionKind.Records, RetentionUnit.Years, 3, 3, 10, new Told("from the end of the year in which the consent ended; of calls five years after the last use at least").Key, new Told("Claims lapse after three years from the end of the year (§§ 195, 199 BGB); consent to calls is proven for five years from each use (§ 7a UWG).").Key),
        _ => new(RetentionKind.Records, RetentionUnit.Years, 3, 3, 10, new Told("from the day of the answer").Key, new Told("To prove that we answered, until claims have lapsed.").Key),
    };

    /// <summary>What is older than the beginning of this day is due; for people from bought addresses, what was bought before it.</summary>
    public DateOnly DueBefore(RetentionClass its, int length, DateOnly today) => Unit switch
    {
        _ when its is RetentionClass.Contacts or RetentionClass.Proofs => new DateOnly(today.Year - length, 1, 1),
        RetentionUnit.Days => today.AddDays(-length),
        RetentionUnit.Months => today.AddMonths(-length),
        _ => today.AddYears(-length),
    };

    public static string InWords(Texts texts, RetentionUnit unit, int length) => unit switch
    {
        RetentionUnit.Days => texts.Count(length, "{0} day|{0} days"),
        RetentionUnit.Months => texts.Count(length, "{0} month|{0} months"),
        _ => texts.Count(length, "{0} year|{0} years"),
    };
}
