using System.Reflection;

namespace Trichter.Platform.Operation;

/// <summary>The version of this program: 0.1.0.</summary>
internal static class ProgramVersion
{
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
