using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Create;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Roles;

namespace Trichter.Tests.Support;

/// <summary>A seller's desk: a workspace of Nordwerk, signed in, with verbs at hand that run as that person.</summary>
/// <param name="app">Null for one with the usual settings.</param>
internal sealed class Desk(App? app = null) : IAsyncDisposable
{
    public App App { get; } = app ?? new();
    public Browser Browser { get; private set; } = null!;

    public static async Task<Desk> OpenAsync(string template = "sales-cycle-7", bool withSampleData = false)
    {
        var desk = new Desk();
        await desk.SetUpAsync(template, withSampleData);
        return desk;
    }

    public async Task SetUpAsync(string template = "sales-cycle-7", bool withSampleData = false)
    {
        await App.SetUpAsync(template, withSampleData: withSampleData);
        Browser = await App.SignInAsync();
    }

    /// <summary>Runs a verb as somebody of the team, in a request of its own.</summary>
    public async Task<TResult> DoAsync<TVerb, TResult>(Func<TVerb, Task<TResult>> work, string email = App.OwnerEmail) where TVerb : notnull
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        scope.ServiceProvider.GetRequiredService<Me>().SignedInAs(await db.Users.Where(user => user.Email == email).WithRules(db).SingleAsync());
        return await work(scope.ServiceProvider.GetRequiredService<TVerb>());
    }

    public async Task<Deal> EnterAsync(string name, string company = "Petry", string? value = "412600.00", string? stage = null, string email = App.OwnerEmail)
    {
        var process = await App.InDbAsync(db => db.Processes.AsNoTracking().OrderBy(p => p.Position).FirstAsync());
        var typed = new Dictionary<string, string> { ["name"] = name };
        if (value is not null) typed["value"] = value;
        var result = await DoAsync<CreateDeal, SaveResult<Deal>>(verb => verb.RunAsync(process, stage, company, typed), email);
        return Assert.IsType<SaveResult<Deal>.Saved>(result).Record;
    }

    public Task<Deal> ReadAsync(Guid deal) => App.InDbAsync(db => db.Deals.AsNoTracking().IgnoreQueryFilters().SingleAsync(d => d.Id == deal));

    public async Task<ProcessVersion> VersionAsync() => await App.InDbAsync(async db => await db.ProcessVersions.AsNoTracking().OrderBy(v => v.Id).FirstAsync());

    public async Task HireAsync(string name, Role role, Visibility sees = Visibility.All, Guid? team = null)
    {
        await App.WithAsync<IServiceProvider, int>(async services =>
        {
            var user = new User { Name = name, Email = $"{name.ToLowerInvariant()}@nordwerk.example", Role = role, Sees = sees, TeamId = team };
            user.SetPassword(services.GetRequiredService<Microsoft.AspNetCore.Identity.IPasswordHasher<User>>().HashPassword(user, App.Password));
            var db = services.GetRequiredService<Db>();
            db.Users.Add(user);
            return await db.SaveChangesAsync();
        });
    }

    /// <summary>Records an agreement about figures of single colleagues, from today on; where nothing is said of what, about all of them.</summary>
    public async Task AgreeAsync(params FigureScope[] about)
    {
        var today = DateOnly.FromDateTime(App.Clock.Now);
        var draft = new FigureAgreementDraft(today, today, "Works agreement 7", about.Length > 0 ? about : Enum.GetValues<FigureScope>(), "");
        Assert.Empty(await DoAsync<KeepFigureAgreements, IReadOnlyDictionary<string, Told>>(verb => verb.RecordAsync(draft)));
    }

    public async Task<Browser> SignInAsync(string name)
    {
        var browser = App.OpenBrowser();
        await browser.VisitAsync("/sign-in");
        await browser.SubmitAsync("form:has(input[type=password])", ("Form.Email", $"{name.ToLowerInvariant()}@nordwerk.example"), ("Form.Password", App.Password));
        return browser;
    }

    public async ValueTask DisposeAsync() => await App.DisposeAsync();
}
