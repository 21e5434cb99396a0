using System.Text;
using Trichter.Exchange.Import;
using Trichter.Tests.Exchange;
using Trichter.Tests.Support;

namespace Trichter.Tests.Platform.Operation;

public sealed class LogTests
{
    private static readonly string[] Personal =
        ["ada@example.org", "Lovelace", "correct horse", "wrong battery", "Raupenbagger", "raupenb", "Petersen", "otto@lueders.example", "Otto", "secret-token"];

    [Fact]
    public async Task The_log_names_routes_and_no_people()
    {
        using var app = new App { Logs = new LogCapture() };
        await app.SetUpAsync("funnel-5", withSampleData: true);

        var stranger = app.OpenBrowser();
        await stranger.VisitAsync("/sign-in");
        await stranger.SubmitAsync("form[method=post]:has(input[type=password])", ("Form.Email", App.OwnerEmail), ("Form.Password", "wrong battery staple"));
        await stranger.Http.GetAsync(new Uri("/invitation/secret-token", UriKind.Relative));
        var browser = await app.SignInAsync();
        await browser.VisitAsync("/search?q=raupenbagger");
        await browser.Http.GetAsync(new Uri("/nowhere/Petersen?email=otto@lueders.example", UriKind.Relative));
        await app.ImportTextAsync("first_name,last_name,email\nOtto,Petersen,otto@lueders.example\nOtto,\"Petersen\n", ImportKind.People);
        await app.PrepareAsync(Encoding.UTF8.GetBytes("id,name\n1,Otto Raupenbagger\n"), ImportKind.Deals);

        var log = string.Join('\n', app.Logs.Lines);
        Assert.Contains("GET /search 200", log, StringComparison.Ordinal);
        Assert.Contains("POST /sign-in 200", log, StringComparison.Ordinal);
        Assert.Contains("GET /invitation/{Token}", log, StringComparison.Ordinal);
        Assert.All(Personal, word => Assert.DoesNotContain(word, log, StringComparison.OrdinalIgnoreCase));
    }
}
