using Trichter.Platform.Storage;

namespace Trichter.Exchange.Api.Requests;

/// <summary>Members of an enumeration as the API writes them: "won", "asked_price".</summary>
internal static class Words
{
    public static string Of<T>(T word) where T : struct, Enum => SnakeCaseNames.SnakeCase(word.ToString());

    /// <returns>Null when no member is called so.</returns>
    public static T? Read<T>(string text) where T : struct, Enum =>
        Enum.GetValues<T>().Where(word => Of(word) == text).Select(word => (T?)word).FirstOrDefault();
}
