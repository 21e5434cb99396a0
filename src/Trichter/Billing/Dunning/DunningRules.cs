using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Billing.Dunning;

/// <summary>How customers are reminded who are late, and what they owe for it. There is one row, or none; until somebody changes it, the levels we ship hold. No rate of interest and no lump sum is built in (O83, O85, O87).</summary>
public sealed class DunningRules : IRecorded, IVersioned
{
    public const int Highest = 3;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>0 to 3, in this order.</summary>
    public List<DunningLevel> Levels { get; set; } = [];

    public List<InterestRate> Rates { get; set; } = [];
    public List<LumpSum> LumpSums { get; set; } = [];
    public int Version { get; private set; }

    public static DunningRules Usual() => new()
    {
        Levels =
        [
            new(0, 3, DunningChannel.Mail, 0, false, false, new Localized("You may have overlooked the invoices below. Please pay them within a few days. If you have paid meanwhile, please take this as settled.", "vielleicht haben Sie die folgenden Rechnungen übersehen. Bitte zahlen Sie in den nächsten Tagen. Falls Sie inzwischen gezahlt haben, betrachten Sie dieses Schreiben als erledigt.", "być może przeoczyli Państwo poniższe faktury. Prosimy o zapłatę w najbliższych dniach. Jeśli płatność już nastąpiła, prosimy uznać to pismo za nieaktualne.")),
            new(1, 14, DunningChannel.Mail, 0, false, false, new Localized("The invoices below are overdue. Please pay them within ten days.", "die folgenden Rechnungen sind überfällig. Bitte zahlen Sie innerhalb von zehn Tagen.", "termin płatności poniższych faktur minął. Prosimy o zapłatę w ciągu dziesięciu dni.")),
            new(2, 28, DunningChannel.Letter, 0, true, false, new Localized("In spite of our reminder the invoices below are still open. Please pay them within ten days.", "trotz unserer Mahnung sind die folgenden Rechnungen noch offen. Bitte zahlen Sie innerhalb von zehn Tagen.", "mimo naszego wezwania poniższe faktury nadal nie są zapłacone. Prosimy o zapłatę w ciągu dziesięciu dni.")),
            new(3, 42, DunningChannel.Letter, 0, true, true, new Localized("This is our last reminder. If you do not pay within ten days, we will hand the matter over without further notice.", "dies ist unsere letzte Mahnung. Zahlen Sie nicht innerhalb von zehn Tagen, geben wir die Angelegenheit ohne weitere Ankündigung ab.", "to nasze ostateczne wezwanie do zapłaty. Jeśli nie zapłacą Państwo w ciągu dziesięciu dni, przekażemy sprawę dalej bez kolejnego wezwania.")),
        ],
    };

    /// <summary>The level that comes after one that was reached a day ago; null when it is not time yet, or when there is none.</summary>
    /// <param name="reached">Null when no letter has gone out.</param>
    public DunningLevel? Next(int? reached, DateOnly? reachedOn, DateOnly dueOn, DateOnly today)
    {
        if (Levels.Find(its => its.Level == (reached + 1 ?? 0)) is not { } next || today.DayNumber - dueOn.DayNumber < next.Days) return null;
        var apart = reached is { } level ? next.Days - (Levels.Find(its => its.Level == level)?.Days ?? 0) : 0;
        return reachedOn is { } on && today.DayNumber - on.DayNumber < Math.Max(apart, 1) ? null : next;
    }

    public bool ClaimsInterest(int level) => Levels.Exists(its => its.Level <= level && its.ClaimsInterest);

    public bool ClaimsLumpSum(int level) => Levels.Exists(its => its.Level <= level && its.ClaimsLumpSum);

    /// <summary>For one claim between businesses; null where none was entered.</summary>
    public LumpSum? LumpSumOf(string country, long claimMinor) => LumpSums.Where(sum => sum.Country == country && sum.FromMinor <= claimMinor).MaxBy(sum => sum.FromMinor);
}

/// <param name="Days">After the due day.</param>
/// <param name="FeeMinor">In the currency of the workspace.</param>
/// <param name="ClaimsInterest">From this level on.</param>
public sealed record DunningLevel(int Level, int Days, DunningChannel Channel, long FeeMinor, bool ClaimsInterest, bool ClaimsLumpSum, Localized Text);

public enum DunningChannel
{
    [Says("By mail")] Mail,
    [Says("As a letter to print")] Letter,
}

/// <summary>The interest that the law gives, as somebody entered it.</summary>
/// <param name="Country">Ours.</param>
/// <param name="From">Its first day; it holds until the next one begins.</param>
public sealed record InterestRate(string Country, bool ForConsumers, decimal Percent, DateOnly From, string Source);

/// <param name="FromMinor">The smallest claim that it is for.</param>
public sealed record LumpSum(string Country, long FromMinor, long AmountMinor, string Currency);
