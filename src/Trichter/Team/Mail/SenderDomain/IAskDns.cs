using DnsClient;

namespace Trichter.Team.Mail.SenderDomain;

/// <summary>Asks the domain name system for texts.</summary>
public interface IAskDns
{
    /// <returns>Each text of the name in one piece; none where there is no such name; null where nobody answered.</returns>
    Task<IReadOnlyList<string>?> TextsAsync(string name, CancellationToken cancellation);
}

/// <summary>Asks the name servers that this machine uses.</summary>
internal sealed class AskDns : IAskDns
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly Lazy<LookupClient> client = new(() => new LookupClient(new LookupClientOptions { Timeout = Patience, Retries = 1, UseCache = false, ThrowDnsErrors = false }));

    public async Task<IReadOnlyList<string>?> TextsAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.Value.QueryAsync(name, QueryType.TXT, QueryClass.IN, cancellation);
            return answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain ? null : [.. answer.Answers.TxtRecords().Select(record => string.Concat(record.Text))];
        }
        catch (DnsResponseException)
        {
            return null;
        }
    }
}
