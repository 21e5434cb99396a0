using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Leads.Questionnaires;
using Trichter.Offers.Negotiation.Edit;
using Trichter.Offers.Objections;
using Trichter.Platform.Workspaces;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Demo.FirstRun;

/// <summary>Brings a workspace into being: its settings, its owner, its first process, the usual reasons, questions and objections, perhaps sample data.</summary>
public sealed class SetUpWorkspace(
    Db db, Ledger.Change change, IPasswordHasher<User> hasher, AddProcess addProcess, AddSampleData addSampleData)
{
    /// <returns>The owner; null when the workspace was set up already.</returns>
    public async Task<User?> RunAsync(Setup setup, CancellationToken cancellation = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Workspaces.AnyAsync(cancellation)) return null;

        db.Workspaces.Add(new Workspace
        {
            Name = setup.Company.Trim(),
            Language = setup.Language,
            TimeZone = setup.TimeZone,
            Currency = setup.Currency,
            CreatedAt = change.Now,
        });

        var owner = new User
        {
            Name = setup.OwnerName.Trim(),
            Email = setup.OwnerEmail.Trim().ToLowerInvariant(),
            Role = Role.Owner,
            Language = setup.Language,
            TimeZone = setup.TimeZone,
        };
        owner.SetPassword(hasher.HashPassword(owner, setup.Password));
        db.Users.Add(owner);
        db.CloseReasons.AddRange(CloseReason.Usual());
        var (questionnaire, version) = QuestionnaireTemplate.All[0].Publish(QuestionnaireTemplate.All[0].Key, 1, change.Now);
        db.Questionnaires.Add(questionnaire);
        db.QuestionnaireVersions.Add(version);
        db.ObjectionKinds.AddRange(UsualObjections.Except([]));
        db.ConcessionKinds.AddRange(UsualConcessions.All());
        await db.SaveChangesAsync(cancellation);

        var process = await addProcess.RunAsync(Template.With(setup.Template), cancellation);
        if (setup.WithSampleData) await addSampleData.RunAsync(process, owner, cancellation);
        await transaction.CommitAsync(cancellation);
        return owner;
    }
}

/// <param name="Template">Key of the process template.</param>
public sealed record Setup(
    string Company, string Language, string TimeZone, string Currency,
    string OwnerName, string OwnerEmail, string Password, string Template, bool WithSampleData);
