using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Trichter.Platform.Workspaces;

namespace Trichter.Team;

/// <summary>A key that protects cookies, kept in the database so that every node reads the cookies of every other.</summary>
public sealed class CookieKey
{
    public required string Name { get; init; }
    public required string Xml { get; init; }
}

internal sealed class CookieKeyStore(IServiceScopeFactory scopes, Place place) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = Open();
        return [.. scope.ServiceProvider.GetRequiredService<Db>().CookieKeys.Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = Open();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        db.CookieKeys.Add(new CookieKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }

    private IServiceScope Open()
    {
        var scope = scopes.CreateScope();
        scope.ServiceProvider.GetRequiredService<Here>().Be(place);
        return scope;
    }
}

/// <summary>Keys of its own for each workspace: what one has sealed, a cookie or a form, opens nothing in another.</summary>
internal sealed class ProtectionByWorkspace(IServiceScopeFactory scopes, Places places, IHttpContextAccessor http, ILoggerFactory logging) : IDataProtectionProvider, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<ServiceProvider>> keys = new();

    public IDataProtector CreateProtector(string purpose) => new Protector(this, [purpose]);

    public void Dispose()
    {
        foreach (var made in keys.Values) made.Value.Dispose();
    }

    private IDataProtector Of(IEnumerable<string> purposes)
    {
        var place = http.HttpContext?.Features.Get<Place>() ?? places.Only ?? throw new InvalidOperationException("Nobody has said which workspace is meant.");
        var services = keys.GetOrAdd(place.Key, _ => new(() => Make(place))).Value;
        return services.GetRequiredService<IDataProtectionProvider>().CreateProtector(purposes);
    }

    private ServiceProvider Make(Place place)
    {
        var services = new ServiceCollection();
        services.AddSingleton(logging);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddDataProtection().SetApplicationName($"trichter/{place.Key}");
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new CookieKeyStore(scopes, place));
        return services.BuildServiceProvider();
    }

    private sealed class Protector(ProtectionByWorkspace owner, IReadOnlyList<string> purposes) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new Protector(owner, [.. purposes, purpose]);

        public byte[] Protect(byte[] plaintext) => owner.Of(purposes).Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData) => owner.Of(purposes).Unprotect(protectedData);
    }
}

/// <summary>The framework warms up a key ring of its own when it starts; nothing is sealed with it, so its keys are kept nowhere.</summary>
internal sealed class KeptNowhere : IXmlRepository
{
    private readonly ConcurrentBag<XElement> elements = [];

    public IReadOnlyCollection<XElement> GetAllElements() => elements;

    public void StoreElement(XElement element, string friendlyName) => elements.Add(element);
}
