using System.Text.Json;
using Trichter.Platform.Storage;

namespace Trichter.Timeline;

internal static class HappeningKinds
{
    private static readonly Dictionary<string, Type> Kinds = typeof(Happening).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Happening)) && !type.IsAbstract)
        .ToDictionary(type => type.Name);

    public static IReadOnlyCollection<Type> All => Kinds.Values;

    public static Happening Read(string kind, string data) =>
        (Happening)JsonSerializer.Deserialize(data, Kinds[kind], AsJson.Options)!;
}
