using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Amounts;
using Trichter.Offers.Seller;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Billing.Rates;

/// <summary>Enters exchange rates, one by hand or all of a file, and removes them. A rate that an invoice was issued with stays on the invoice.</summary>
public sealed class SaveRates(Db db, Me me, TimelineWriter timeline, Texts texts)
{
    /// <returns>What is wrong, by field; empty when it was saved. A rate of the same currency and day is replaced.</returns>
    public async Task<IReadOnlyDictionary<string, Told>> RunAsync(RateTyped typed, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        var home = await HomeAsync(cancellation);
        var faults = new Dictionary<string, Told>();
        var rate = typed.Read(home, texts.Culture, faults);
        if (rate is null) return faults;

        await PutAsync(home, [rate], cancellation);
        timeline.Record(new RatesEntered(rate.Id, 1));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }

    /// <summary>Takes a table of rates as the ECB and the NBP publish it.</summary>
    /// <returns>How many rates are new or replaced and what was passed over; or why nothing of the file can be used.</returns>
    public async Task<RatesTaken> TakeAsync(Stream file, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        var home = await HomeAsync(cancellation);
        using var text = new StreamReader(file);
        var read = RateFile.Read(text, home);
        if (read.Fault is not null || read.Rates.Count == 0) return new(0, read.Unread, read.Fault ?? new Told("No line of the file was understood."));

        var changed = await PutAsync(home, read.Rates, cancellation);
        if (changed > 0) timeline.Record(new RatesEntered(read.Rates[^1].Id, changed));
        await db.SaveChangesAsync(cancellation);
        return new(changed, read.Unread, null);
    }

    /// <returns>False when there is none such.</returns>
    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        if (await db.ExchangeRates.SingleOrDefaultAsync(rate => rate.Id == id, cancellation) is not { } known) return false;

        db.ExchangeRates.Remove(known);
        timeline.Record(new RateRemoved(known.Id, known.Currency, known.Day));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>The currency of our country; euro as long as nobody said where we are.</summary>
    public async Task<string> HomeAsync(CancellationToken cancellation = default) =>
        VatCurrency.Of((await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new OurCompany()).Country);

    private async Task<int> PutAsync(string home, IReadOnlyList<ExchangeRate> rates, CancellationToken cancellation)
    {
        var (first, last) = (rates.Min(rate => rate.Day), rates.Max(rate => rate.Day));
        var known = await db.ExchangeRates.Where(rate => rate.Home == home && rate.Day >= first && rate.Day <= last).ToDictionaryAsync(rate => (rate.Currency, rate.Day), cancellation);
        var changed = 0;
        foreach (var rate in rates)
        {
            if (known.TryGetValue((rate.Currency, rate.Day), out var old))
            {
                if ((old.CurrencyUnits, old.HomeUnits, old.Source) == (rate.CurrencyUnits, rate.HomeUnits, rate.Source)) continue;
                (old.CurrencyUnits, old.HomeUnits, old.Source) = (rate.CurrencyUnits, rate.HomeUnits, rate.Source);
            }
            else
            {
                db.ExchangeRates.Add(rate);
            }

            changed++;
        }

        return changed;
    }
}

/// <param name="Unread">Numbers of lines that were not understood.</param>
/// <param name="Fault">Why nothing was taken; null when something was.</param>
public sealed record RatesTaken(int Changed, IReadOnlyList<int> Unread, Told? Fault);

/// <summary>A rate as it is typed: so many units of a currency are so many of ours.</summary>
public sealed record RateTyped(string Day, string Units, string Currency, string HomeUnits, string Source)
{
    internal ExchangeRate? Read(string home, CultureInfo culture, Dictionary<string, Told> faults)
    {
        var currency = Currency.Trim().ToUpperInvariant();
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)) faults["currency"] = new Told("A currency has three letters, such as EUR.");
        else if (currency == home) faults["currency"] = new Told("This is our own currency.");
        if (Micros.Read(Units, culture) is not > 0) faults["units"] = new Told("A number above 0.");
        if (Micros.Read(HomeUnits, culture) is not > 0) faults["home"] = new Told("A number above 0.");
        if (FormValues.Day(Day) is null) faults["day"] = new Told("This is not a date.");
        if (Source.Trim().Length is 0 or > ExchangeRate.LongestSource) faults["source"] = new Told("Say who published it, in at most {0} characters.", ExchangeRate.LongestSource);
        return faults.Count > 0 ? null : new ExchangeRate
        {
            Currency = currency,
            CurrencyUnits = Micros.Read(Units, culture)!.Value,
            Home = home,
            HomeUnits = Micros.Read(HomeUnits, culture)!.Value,
            Day = FormValues.Day(Day)!.Value,
            Source = Source.Trim(),
        };
    }
}

public sealed record RatesEntered(Guid SubjectId, int Count) : Happening(SubjectId)
{
    public override Told Told => new("entered {0} exchange rate|entered {0} exchange rates", Count);

    public override string Icon => "coins";
}

public sealed record RateRemoved(Guid SubjectId, string Currency, DateOnly Day) : Happening(SubjectId)
{
    public override Told Told => new("removed the rate of {0} for {1}", Currency, Day);

    public override string Icon => "coins";
}
