using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Customers.Consent;
using Trichter.Platform.Workspaces;

namespace Trichter.Bench;

/// <summary>Lets thousands of people have agreed to the newsletter, by the keys of the workspace: nobody confirms ten thousand links.</summary>
internal static class Agreed
{
    public static async Task<int> ToNewsAsync(Server server)
    {
        var secret = await SecretAsync(server);
        await using var connection = server.OpenDatabase();
        var people = new List<(object Id, string Address)>();
        await using (var read = connection.CreateCommand())
        {
            read.CommandText = "select id, main_email from people where main_email like 'bench%'";
            await using var reader = await read.ExecuteReaderAsync();
            while (await reader.ReadAsync()) people.Add((reader.GetValue(0), reader.GetString(1)));
        }

        var postgres = connection is Npgsql.NpgsqlConnection;
        object Id() => postgres ? Guid.CreateVersion7() : Guid.CreateVersion7().ToString().ToUpperInvariant();
        object At() => postgres ? DateTime.UtcNow : DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        await using var transaction = await connection.BeginTransactionAsync();
        var wording = Id();
        await RunAsync(connection, "insert into consent_wordings (id, name, text, purposes, channels, controller, partners, valid_from, hash, version) values (@a, 'News', '{\"en\":\"Yes\",\"de\":\"Ja\",\"pl\":\"Tak\"}', '[\"Newsletter\"]', '[\"Email\"]', 'Nordwerk', '', '2026-01-01', '', 1)", wording);
        foreach (var (id, address) in people)
        {
            var key = Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(ContactPoint.Of(ContactChannel.Email, address).Identity)));
            await RunAsync(connection,
                "insert into consent_events (id, person_id, point_key, point, purpose, channel, action, proof, wording_id, evidence, at, sequence, previous_digest, digest) values (@a, @b, @c, '', 'Newsletter', 'Email', 'Confirmed', 'MailLink', @d, '', @e, 1, '', '')",
                Id(), id, key, wording, At());
        }

        await transaction.CommitAsync();
        return people.Count;
    }

    private static async Task<byte[]> SecretAsync(Server server)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection().SetApplicationName($"trichter/{Place.DefaultKey}");
        var keys = new Kept([.. (await server.ReadAsync("select xml from cookie_keys")).Select(XElement.Parse)]);
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys);
        await using var built = services.BuildServiceProvider();
        return Base64Url.DecodeFromChars(built.GetRequiredService<IDataProtectionProvider>().CreateProtector("privacy").Unprotect((await server.ReadAsync("select secret from privacy_keys"))[0]));
    }

    private static async Task RunAsync(DbConnection connection, string sql, params object[] values)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (value, index) in values.Select((value, index) => (value, index)))
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@{(char)('a' + index)}", value);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }

    private sealed class Kept(IReadOnlyCollection<XElement> elements) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => elements;

        public void StoreElement(XElement element, string friendlyName) => throw new NotSupportedException();
    }
}
