using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Mail;

namespace Trichter.Team.Mail.SenderDomain;

/// <summary>
/// Looks whether the domain we write from says who may send for it (SPF, RFC 7208), carries the key our relay signs with (DKIM, RFC 6376) and what
/// becomes of mails that pass neither (DMARC, RFC 7489); large providers refuse mass mail without them (R46).
/// </summary>
public sealed class CheckDomain(Db db, Me me, Change change, IAskDns dns)
{
    private const int MostLookups = 10, WeakBits = 2048;
    private static readonly string[] Policies = ["none", "quarantine", "reject"];

    /// <returns>None where no relay is set.</returns>
    public async Task<IReadOnlyList<DomainFinding>> RunAsync(CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (await db.MailServers.SingleOrDefaultAsync(cancellation) is not { } server) return [];

        server.Found([await SpfAsync(server.Domain, cancellation), await DkimAsync(server.Domain, server.DkimSelector, cancellation), await DmarcAsync(server.Domain, cancellation)], change.Now);
        await db.SaveChangesAsync(cancellation);
        return server.DomainFindings;
    }

    private async Task<DomainFinding> SpfAsync(string domain, CancellationToken cancellation)
    {
        if (await SpfOfAsync(domain, cancellation) is not { } records) return new(DomainRecord.Spf, FindingState.Unknown, "");
        if (records is not [var only]) return new(DomainRecord.Spf, records.Count == 0 ? FindingState.Missing : FindingState.Several, string.Join('\n', records));

        return new(DomainRecord.Spf, await JudgeAsync(only, new Lookups(MostLookups), cancellation), only);
    }

    /// <summary>By its "all"; without one, by the record that it leads on to.</summary>
    private async Task<FindingState> JudgeAsync(string record, Lookups lookups, CancellationToken cancellation)
    {
        var terms = Terms(record).ToList();
        foreach (var term in terms.Select(term => term.TrimStart('+', '-', '~', '?')))
        {
            var name = term.Split(':', '/', '=')[0];
            if (name is not ("include" or "a" or "mx" or "ptr" or "exists")) continue;
            if (--lookups.Left < 0) return FindingState.TooLong;
            if (name == "include" && await FollowAsync(term, lookups, cancellation) is (FindingState.TooLong or FindingState.Broken) and var deeper) return deeper;
        }

        var all = terms.Find(term => term.TrimStart('+', '-', '~', '?') == "all");
        if (all is null && terms.Find(term => term.StartsWith("redirect=", StringComparison.Ordinal)) is { } redirect)
            return --lookups.Left < 0 ? FindingState.TooLong : await FollowAsync(redirect, lookups, cancellation);
        return all switch { "all" or "+all" => FindingState.Wrong, null or "?all" => FindingState.Weak, _ => FindingState.Good };
    }

    private async Task<FindingState> FollowAsync(string term, Lookups lookups, CancellationToken cancellation) =>
        await SpfOfAsync(term[(term.IndexOfAny([':', '=']) + 1)..], cancellation) switch
        {
            null => FindingState.Unknown,
            [var other] => await JudgeAsync(other, lookups, cancellation),
            _ => FindingState.Broken,
        };

    private async Task<List<string>?> SpfOfAsync(string domain, CancellationToken cancellation) =>
        (await dns.TextsAsync(domain, cancellation))?.Where(text => text.Equals("v=spf1", StringComparison.OrdinalIgnoreCase) || text.StartsWith("v=spf1 ", StringComparison.OrdinalIgnoreCase)).ToList();

    private async Task<DomainFinding> DkimAsync(string domain, string selector, CancellationToken cancellation)
    {
        if (selector.Length == 0 || await dns.TextsAsync($"{selector}._domainkey.{domain}", cancellation) is not { } texts) return new(DomainRecord.Dkim, FindingState.Unknown, "");
        var records = texts.Where(text => Tags(text).ContainsKey("p")).ToList();
        if (records is not [var only]) return new(DomainRecord.Dkim, records.Count == 0 ? FindingState.Missing : FindingState.Several, string.Join('\n', records));

        return new(DomainRecord.Dkim, Tags(only) switch
        {
            { } tags when tags["p"].Length == 0 => FindingState.Wrong,
            { } tags when tags.GetValueOrDefault("k", "rsa").Equals("rsa", StringComparison.OrdinalIgnoreCase) => OfKey(tags["p"]),
            _ => FindingState.Good,
        }, only);
    }

    private static FindingState OfKey(string key)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key.Replace(" ", "", StringComparison.Ordinal)), out _);
            return rsa.KeySize < WeakBits ? FindingState.Weak : FindingState.Good;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException)
        {
            return FindingState.Wrong;
        }
    }

    /// <summary>A domain without a record of its own follows that of the one above it.</summary>
    private async Task<DomainFinding> DmarcAsync(string domain, CancellationToken cancellation)
    {
        for (var labels = domain.Split('.'); labels.Length >= 2; labels = labels[1..])
        {
            if (await dns.TextsAsync($"_dmarc.{string.Join('.', labels)}", cancellation) is not { } texts) return new(DomainRecord.Dmarc, FindingState.Unknown, "");
            var records = texts.Where(text => text.StartsWith("v=DMARC1", StringComparison.OrdinalIgnoreCase)).ToList();
            if (records.Count == 0) continue;
            if (records.Count > 1) return new(DomainRecord.Dmarc, FindingState.Several, string.Join('\n', records));

            var tags = Tags(records[0]);
            var policy = (labels.Length < domain.Split('.').Length ? tags.GetValueOrDefault("sp", tags.GetValueOrDefault("p", "")) : tags.GetValueOrDefault("p", "")).ToLowerInvariant();
            return new(DomainRecord.Dmarc, !Policies.Contains(policy) ? FindingState.Wrong : policy == "none" ? FindingState.Weak : FindingState.Good, records[0]);
        }

        return new(DomainRecord.Dmarc, FindingState.Missing, "");
    }

    /// <summary>How many questions may still be asked (RFC 7208, 4.6.4).</summary>
    private sealed class Lookups(int left)
    {
        public int Left { get; set; } = left;
    }

    private static IEnumerable<string> Terms(string record) => record.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1);

    private static Dictionary<string, string> Tags(string record) => record.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(tag => tag.Split('=', 2))
        .Where(pair => pair.Length == 2).GroupBy(pair => pair[0].Trim().ToLowerInvariant()).ToDictionary(group => group.Key, group => group.First()[1].Trim());
}
