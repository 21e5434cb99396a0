using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Care.Installed;

/// <summary>Enters what stands at a customer, changes what is known of it, or says that it is gone.</summary>
internal sealed class SaveInstalled(Db db, Me me, Change change, TimelineWriter timeline, Texts texts)
{
    /// <param name="id">Null for a new one, at the company that the form names.</param>
    public async Task<InstalledResult> RunAsync(Guid? id, InstalledForm form, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        var item = id is null ? null : await db.InstalledItems.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        var company = item?.CompanyId ?? form.CompanyId;
        if ((id is not null && item is null) || !await db.Companies.VisibleTo(me, db).AnyAsync(its => its.Id == company, cancellation)) return new InstalledResult.NotFound();

        var faults = form.Faults(texts.Culture);
        var number = form.Product?.Trim() ?? "";
        var product = number.Length == 0 ? null : await db.Products.AsNoTracking().SingleOrDefaultAsync(its => its.Key == number, cancellation);
        if (number.Length > 0 && product is null) faults["Product"] = new Told("No product has this number.");
        if (faults.Count > 0) return new InstalledResult.Faulty(faults);
        if (item is not null && item.Version != form.Seen) return new InstalledResult.ChangedMeanwhile(item.Version);

        if (item is null)
        {
            db.InstalledItems.Add(item = new InstalledItem { CompanyId = company, Name = "" });
            form.WriteTo(item, product?.Id, texts.Culture);
            timeline.Record(new ItemInstalled(company, item.Name, item.Serial));
        }
        else
        {
            form.WriteTo(item, product?.Id, texts.Culture);
            timeline.Record(new ItemChanged(company, item.Name, item.Serial));
        }

        await db.SaveChangesAsync(cancellation);
        return new InstalledResult.Saved(item);
    }

    /// <summary>Says that it stands there no longer, or again.</summary>
    public async Task<bool> RetireAsync(Guid id, bool back, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        if (await db.InstalledItems.SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } item || back == (item.RetiredAt is null)) return false;
        if (!await db.Companies.VisibleTo(me, db).AnyAsync(its => its.Id == item.CompanyId, cancellation)) return false;

        if (back) item.BringBack();
        else item.Retire(change.Now);
        timeline.Record(new ItemGone(item.CompanyId, item.Name, item.Serial, back));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

internal abstract record InstalledResult
{
    public sealed record Saved(InstalledItem Item) : InstalledResult;

    /// <param name="Faults">Field of the form → what is wrong with it.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : InstalledResult;

    /// <param name="Now">The present version.</param>
    public sealed record ChangedMeanwhile(int Now) : InstalledResult;

    public sealed record NotFound : InstalledResult;
}

public sealed record ItemInstalled(Guid CompanyId, string Name, string Serial) : Happening(CompanyId)
{
    public override Told Told => Serial.Length == 0 ? new("entered what stands at the customer: {0}", Name) : new("entered what stands at the customer: {0}, serial number {1}", Name, Serial);

    public override string Icon => "tool";
}

public sealed record ItemChanged(Guid CompanyId, string Name, string Serial) : Happening(CompanyId)
{
    public override Told Told => new("changed what is known of {0} {1}", Name, Serial);

    public override string Icon => "pencil";
}

public sealed record ItemGone(Guid CompanyId, string Name, string Serial, bool IsBack) : Happening(CompanyId)
{
    public override Told Told => IsBack ? new("noted that {0} {1} stands there again", Name, Serial) : new("noted that {0} {1} stands there no longer", Name, Serial);

    public override string Icon => "history";
}
