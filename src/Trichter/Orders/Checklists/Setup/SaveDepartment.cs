using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Orders.Checklists.Setup;

/// <summary>Keeps a department and the points of its checklist. Orders handed over already keep theirs.</summary>
internal sealed class SaveDepartment(Db db, Me me, Change change, TimelineWriter timeline)
{
    public async Task<DepartmentResult> RunAsync(Guid? id, DepartmentForm form, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var department = id is null ? new Department() : await db.Departments.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        if (department is null) return new DepartmentResult.NotFound();

        var faults = new Dictionary<string, Told>();
        if (form.Name.Length is 0 or > Department.LongestName) faults["name"] = new Told("A name of up to {0} characters is needed.", Department.LongestName);
        else if (await db.Departments.AnyAsync(its => its.Id != department.Id && its.Name == form.Name && its.RetiredAt == null, cancellation)) faults["name"] = new Told("There is a department with this name already.");
        var owner = FormValues.Id(form.Owner);
        if (owner is not null && owner != department.OwnerId && !await db.Users.AnyAsync(user => user.Id == owner && user.DisabledAt == null, cancellation)) faults["owner"] = new Told("Choose somebody of the team.");
        var points = form.Points.Select((point, index) => Read(point, index, faults)).OfType<DepartmentPoint>().ToList();
        if (points.Count > Department.MostPoints) faults["points"] = new Told("At most {0} points.", Department.MostPoints);
        if (faults.Count > 0) return new DepartmentResult.Faulty(faults);
        if (id is not null && form.Seen != department.Version) return new DepartmentResult.ChangedMeanwhile(department.Version);

        if (id is null)
        {
            department.Position = (await db.Departments.MaxAsync(its => (int?)its.Position, cancellation) ?? 0) + 1;
            db.Departments.Add(department);
        }

        (department.Name, department.OwnerId) = (form.Name, owner);
        if (!department.Points.SequenceEqual(points)) department.Points = points;
        timeline.Record(new DepartmentSaved(department.Id, department.Name, points.Count));
        await db.SaveChangesAsync(cancellation);
        return new DepartmentResult.Saved(department);
    }

    /// <returns>False when there is no such department.</returns>
    public async Task<bool> RetireAsync(Guid id, bool back, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (await db.Departments.SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } department) return false;

        if (back) department.RetiredAt = null;
        else department.Retire(change.Now);
        timeline.Record(new DepartmentRetired(department.Id, department.Name, back));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>A row without a text is none.</summary>
    private static DepartmentPoint? Read(PointTyped typed, int index, Dictionary<string, Told> faults)
    {
        if (typed.Text.Length == 0) return null;
        if (typed.Text.Length > DepartmentPoint.LongestText) faults[$"point-{index}-text"] = new Told("At most {0} characters.", DepartmentPoint.LongestText);
        if (!int.TryParse(typed.Days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days > DepartmentPoint.MostDays) faults[$"point-{index}-days"] = new Told("A whole number up to {0}.", DepartmentPoint.MostDays);
        return new DepartmentPoint(typed.Text, days, typed.NeedsProof);
    }
}

/// <summary>A department as it is typed.</summary>
internal sealed record DepartmentForm(string Name, string Owner, IReadOnlyList<PointTyped> Points, int Seen)
{
    public static DepartmentForm Of(Department department) => new(
        department.Name, department.OwnerId?.ToString() ?? "",
        [.. department.Points.Select(point => new PointTyped(point.Text, point.Days.ToString(CultureInfo.InvariantCulture), point.NeedsProof))], department.Version);

    public static DepartmentForm Read(IFormCollection form)
    {
        var (texts, days, proofs) = (form["point-text"], form["point-days"], form["point-proof"]);
        var points = texts.Select((text, index) => new PointTyped(text?.Trim() ?? "", index < days.Count ? days[index]!.Trim() : "", index < proofs.Count && proofs[index] == "yes"));
        return new DepartmentForm(form["name"].ToString().Trim(), form["owner"].ToString(), [.. points], int.TryParse(form["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0);
    }
}

internal sealed record PointTyped(string Text, string Days, bool NeedsProof)
{
    public static readonly PointTyped Empty = new("", "", false);
}

internal abstract record DepartmentResult
{
    public sealed record Saved(Department Department) : DepartmentResult;

    /// <param name="Faults">Field of the form → what is wrong with it.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : DepartmentResult;

    /// <param name="Now">The version that there is now.</param>
    public sealed record ChangedMeanwhile(int Now) : DepartmentResult;

    public sealed record NotFound : DepartmentResult;
}
