using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Trichter.Demo.FirstRun;
using Trichter.Exchange.Import;
using Trichter.Leads.FirstContact;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.BrowserTests.Support;

/// <summary>One visitor in front of an application of its own. At the end neither a page nor the application may have complained.</summary>
public abstract class Journey : IAsyncLifetime
{
    private readonly Chromium chromium;
    private readonly List<string> complaints = [];
    private readonly List<IBrowserContext> others = [];
    private readonly LogCapture logs = new();
    private readonly App app;
    private IBrowserContext? context;

    protected Journey(Chromium chromium)
    {
        this.chromium = chromium;
        app = new() { Logs = logs };
        Desk = new(app);
    }

    protected IPage Page { get; private set; } = null!;

    /// <summary>For what has happened before the journey begins, and for what no page shows.</summary>
    private protected Desk Desk { get; }

    private string Address => app.ClientOptions.BaseAddress.ToString().TrimEnd('/');

    /// <summary>By name: devices give passkeys to names alone, not to numbers.</summary>
    protected string NamedAddress => $"http://localhost:{app.ClientOptions.BaseAddress.Port}";

    public ValueTask InitializeAsync()
    {
        // The browser forgets cookies by its own clock, so the day is today.
        app.Clock.Now = DateTime.UtcNow.Date.AddHours(9);
        app.UseKestrel(0);
        app.StartServer();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var other in others) await other.CloseAsync();
        if (context is not null) await context.CloseAsync();
        await app.DisposeAsync();
        GC.SuppressFinalize(this);
        Assert.Empty(complaints);
        Assert.DoesNotContain(logs.Lines, line => line.StartsWith("Error ", StringComparison.Ordinal) || line.StartsWith("Critical ", StringComparison.Ordinal));
    }

    protected async Task OpenAsync(BrowserNewContextOptions? options = null)
    {
        if (context is not null) await context.CloseAsync();
        options ??= new();
        options.BaseURL ??= Address;
        options.Locale ??= "en-GB";
        options.ViewportSize ??= Screens.Desk;
        context = await chromium.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(20_000);
        Page = Watch(await context.NewPageAsync());
    }

    /// <summary>A browser beside the first one, with cookies of its own.</summary>
    protected async Task<IPage> OpenAnotherAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new() { Locale = "en-GB", ViewportSize = Screens.Desk };
        options.BaseURL ??= Address;
        var other = await chromium.Browser.NewContextAsync(options);
        other.SetDefaultTimeout(20_000);
        others.Add(other);
        return Watch(await other.NewPageAsync());
    }

    protected Task SetUpAsync(string template, string language = "en", bool withSampleData = true) =>
        app.WithAsync<SetUpWorkspace, object?>(async setUp => await setUp.RunAsync(new Setup(
            "Nordwerk", language, "Europe/Berlin", "EUR", "Ada Lovelace", App.OwnerEmail, App.Password, template, withSampleData)));

    protected Task HireForServiceAsync(string name, string email) => HireAsync(name, email, Role.Service);

    protected async Task HireAsync(string name, string email, Role role) => await app.WithAsync<IServiceProvider, int>(async services =>
    {
        var user = new User { Name = name, Email = email, Role = role };
        user.SetPassword(services.GetRequiredService<IPasswordHasher<User>>().HashPassword(user, App.Password));
        var db = services.GetRequiredService<Db>();
        db.Users.Add(user);
        return await db.SaveChangesAsync();
    });

    protected Task SignInAsync(string email = "") => SignInAsync(Page, email);

    protected static async Task SignInAsync(IPage page, string email = "")
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("input[type=email]", email.Length == 0 ? App.OwnerEmail : email);
        await page.FillAsync("input[type=password]", App.Password);
        await page.ClickAsync("form:has(input[type=password]) button");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Ten o'clock on the next Tuesday, when the company works.</summary>
    protected void PassToTuesday()
    {
        do app.Clock.Now = app.Clock.Now.Date.AddDays(1).AddHours(10);
        while (app.Clock.Now.DayOfWeek != DayOfWeek.Tuesday);
    }

    protected void PassMinutes(int minutes) => app.Clock.Now = app.Clock.Now.AddMinutes(minutes);

    protected void PassDays(int days) => app.Clock.Now = app.Clock.Now.AddDays(days);

    /// <summary>Time stands still in the application, so imports wait until they are carried out here.</summary>
    protected Task RunImportsAsync() => app.WithAsync<RunImports, object?>(async imports =>
    {
        await imports.RunWaitingAsync();
        return null;
    });

    protected Task WatchFirstContactsAsync() => app.WithAsync<WatchFirstContacts, object?>(async watch =>
    {
        await watch.RunAsync();
        return null;
    });

    protected async Task DragAsync(ILocator card, ILocator column)
    {
        await column.ScrollIntoViewIfNeededAsync();
        var from = (await card.BoundingBoxAsync())!;
        var to = (await column.BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(from.X + 60, from.Y + 60);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(from.X + 80, from.Y + 70, new() { Steps = 5 });
        await Page.Mouse.MoveAsync(to.X + 100, to.Y + 200, new() { Steps = 15 });
        await Page.WaitForTimeoutAsync(400);
        await Page.Mouse.MoveAsync(to.X + 105, to.Y + 190, new() { Steps = 5 });
        await Page.WaitForTimeoutAsync(300);
    }

    protected ILocator Column(string stage) => Page.GetByRole(AriaRole.Region, new() { Name = stage, Exact = true });

    protected ILocator Card(string name) => Page.Locator(".tr-card", new() { HasText = name });

    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    protected ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    protected ILocator Toast => Page.Locator("[data-toast]");

    protected Task AssertNothingSticksOutAsync() => AssertNothingSticksOutAsync(Page);

    protected static async Task AssertNothingSticksOutAsync(IPage page)
    {
        var sticksOut = await page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth > innerWidth");
        Assert.False(sticksOut, $"{page.Url} scrolls sideways.");
    }

    private IPage Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
        return page;
    }
}
