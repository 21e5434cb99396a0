using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Operation.Backups;
using Trichter.Platform.Operation.Health;
using Trichter.Platform.Operation.Tables;
using Trichter.Platform.Storage;
using Trichter.Tests.Support;

namespace Trichter.Tests.Platform.Operation;

/// <summary>Backs up, restores, damages and compares in tests.</summary>
internal static class Copies
{
    public static async Task<string> BackUpAsync(this App app, string name = "backup.zip")
    {
        var path = Path.Combine(app.Folder, name);
        await app.WithAsync<WriteBackup, BackupManifest>(async backup =>
        {
            await using var db = app.OpenDatabase();
            return await backup.RunAsync(db, path);
        });
        return path;
    }

    public static Task<long> RestoreAsync(this App app, string path, bool replace = false) => app.WithAsync<IServiceProvider, long>(async _ =>
    {
        await using var backup = await BackupFile.OpenAsync(path);
        await using var db = app.OpenDatabase();
        return await new RestoreBackup(new DataDirectory(app.Folder)).RunAsync(db, backup, replace);
    });

    /// <summary>Rows and a sum over them, for each table.</summary>
    public static async Task<SortedDictionary<string, string>> SumsAsync(DbContext db)
    {
        await using var snapshot = await Snapshot.OpenAsync(db, CancellationToken.None);
        var sums = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in snapshot.Tables)
        {
            var sum = new RowSum();
            await foreach (var row in snapshot.RowsAsync(table, CancellationToken.None)) sum.Add(RowSum.Line(row));
            sums[table.Name] = $"{sum.Rows} {sum.Sum}";
        }

        return sums;
    }

    public static async Task<SortedDictionary<string, string>> SumsAsync(this App app)
    {
        await using var db = app.OpenDatabase();
        return await SumsAsync(db);
    }

    public static async Task<List<string>> UnwellAsync(this App app) =>
        [.. (await app.WithAsync<CheckHealth, IReadOnlyList<Finding>>(check => check.RunAsync())).Where(finding => !finding.IsWell).Select(finding => finding.Name)];

    /// <summary>Makes a database as a program that knew the migrations up to this one left it, with the data of another.</summary>
    public static async Task MakeOldAsync(this App from, DbContext to, string upTo)
    {
        var old = Migrations.Embedded(to).Where(file => string.CompareOrdinal(file.Key, upTo) <= 0).ToDictionary();
        await Migrations.UpgradeAsync(to, old);
        await using var source = from.OpenDatabase();
        await source.Database.OpenConnectionAsync();
        await to.Database.OpenConnectionAsync();
        await using var transaction = await to.Database.BeginTransactionAsync();
        var connection = to.Database.GetDbConnection();
        var rules = await Rules.SetAsideAsync(connection, CancellationToken.None);
        if (to.Database.IsSqlite()) await to.Database.ExecuteSqlRawAsync("pragma defer_foreign_keys = on");

        foreach (var table in await Catalogue.TablesAsync(connection, CancellationToken.None))
            await FillTable.RunAsync(connection, table, Snapshot.RowsAsync(source.Database.GetDbConnection(), table, CancellationToken.None), CancellationToken.None);
        await rules.RestoreAsync(CancellationToken.None);
        await transaction.CommitAsync();
        await to.Database.CloseConnectionAsync();
    }

    /// <summary>Writes another content in place of one part of a backup.</summary>
    /// <param name="rightHash">Whether the manifest is made to fit.</param>
    public static void Tamper(string path, string entry, Func<string, string> change, bool rightHash = false)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Update);
        var (was, isNow) = ("", "");
        Rewrite(entry, text => (was, isNow) = (text, change(text)));
        if (rightHash) Rewrite(BackupManifest.Name, text => ("", text.Replace(Hash(was), Hash(isNow), StringComparison.Ordinal)));

        void Rewrite(string name, Func<string, (string Was, string IsNow)> rewrite)
        {
            string text;
            using (var reader = new StreamReader(archive.GetEntry(name)!.Open())) text = reader.ReadToEnd();
            archive.GetEntry(name)!.Delete();
            using var writer = new StreamWriter(archive.CreateEntry(name).Open(), new UTF8Encoding(false));
            writer.Write(rewrite(text).IsNow);
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
