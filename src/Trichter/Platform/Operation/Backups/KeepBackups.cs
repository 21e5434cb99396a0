namespace Trichter.Platform.Operation.Backups;

/// <summary>The backups that the program makes by itself: named by time, the oldest removed.</summary>
internal static class KeepBackups
{
    private const int Kept = 5;
    private const string Beginning = "before-upgrade-";

    public static string NameAt(DateTime now) => $"{Beginning}{now:yyyyMMdd'T'HHmmss'Z'}.zip";

    public static void RemoveOld(string folder)
    {
        foreach (var old in Directory.GetFiles(folder, Beginning + "*.zip").OrderDescending(StringComparer.Ordinal).Skip(Kept))
            File.Delete(old);
    }
}
