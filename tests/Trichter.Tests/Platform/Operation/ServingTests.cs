using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Trichter.Platform.Operation;
using Trichter.Platform.Operation.Serving;

namespace Trichter.Tests.Platform.Operation;

public sealed class ServingTests
{
    [Theory]
    [InlineData("127.0.0.1, 10.0.0.0/8", "10.1.2.3", "203.0.113.9 https")]
    [InlineData("127.0.0.1", "10.1.2.3", "10.1.2.3 http")]
    [InlineData("", "127.0.0.1", "127.0.0.1 http")]
    public async Task Only_proxies_that_are_named_say_who_asks(string proxies, string asker, string seen)
    {
        await using var app = Build("--proxies", proxies);
        app.Use((http, next) =>
        {
            http.Connection.RemoteIpAddress = IPAddress.Parse(asker);
            return next(http);
        });
        app.UseKnownProxies();
        app.Run(http => http.Response.WriteAsync($"{http.Connection.RemoteIpAddress} {http.Request.Scheme}"));
        await app.StartAsync(TestContext.Current.CancellationToken);

        using var client = app.GetTestClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        Assert.Equal(seen, await client.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_proxy_that_is_no_address_is_told_at_the_start()
    {
        await using var app = Build("--proxies", "nginx");
        Assert.Contains("nginx", Assert.Throws<OperationException>(app.UseKnownProxies).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_goes_before_the_settings_of_the_data_directory()
    {
        var folder = Directory.CreateTempSubdirectory("trichter-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "settings.json"), """{"Proxies": "192.0.2.1", "ConnectionStrings": {"Postgres": "Host=db"}, "AllowedHosts": "crm.example"}""", TestContext.Current.CancellationToken);

        await using var app = Build("--data", folder, "--proxies", "192.0.2.7");

        Assert.Equal(("192.0.2.7", "Host=db", "crm.example"), (app.Configuration["Proxies"], app.Configuration["ConnectionStrings:Postgres"], app.Configuration["AllowedHosts"]));
        Directory.Delete(folder, recursive: true);
    }

    private static WebApplication Build(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.UseTestServer();
        builder.AddSettingsFile();
        return builder.Build();
    }
}
