using Trichter.Platform.Language;

namespace Trichter.Team.SignIn;

/// <summary>What a password must be: long rather than odd.</summary>
internal static class Passwords
{
    public const int Shortest = 10;
    public const int Longest = 200;

    /// <summary>What is wrong with it, or null.</summary>
    public static Told? Fault(string? password) => password?.Length switch
    {
        null or < Shortest => new Told("Use at least {0} characters.", Shortest),
        > Longest => new Told("Use at most {0} characters.", Longest),
        _ => null,
    };
}
