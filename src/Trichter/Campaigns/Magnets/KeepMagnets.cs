using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Campaigns.Magnets;

/// <summary>Puts a file up for landing pages, and retires it: links that are out keep working until they end.</summary>
public sealed class KeepMagnets(Db db, Me me, Change change, TimelineWriter timeline)
{
    private const int LongestName = 200;

    /// <returns>What is wrong, or null when it was added.</returns>
    public async Task<Told?> AddAsync(string name, byte[] content, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        var bare = BareName(name);
        if (content.Length is 0 or > Magnet.Largest) return new Told("A file must not be empty, nor larger than {0} MB.", Magnet.Largest / 1024 / 1024);
        if (bare.Length > LongestName) return new Told("At most {0} characters.", LongestName);
        if (Magnet.TypeOf(bare, content) is not { } type) return new Told("Only PDF, Word, Excel, PowerPoint, ZIP, PNG and JPEG are given to strangers, and the content must be what the name says.");

        await AddAsync(bare, type, content, isPicture: false, cancellation);
        return null;
    }

    /// <returns>The picture, or what is wrong with it.</returns>
    public async Task<(Magnet? Added, Told? Fault)> AddPictureAsync(string name, byte[] content, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        var bare = BareName(name);
        if (content.Length is 0 or > Magnet.LargestPicture) return (null, new Told("A file must not be empty, nor larger than {0} MB.", Magnet.LargestPicture / 1024 / 1024));
        if (bare.Length > LongestName) return (null, new Told("At most {0} characters.", LongestName));
        if (Magnet.TypeOf(bare, content) is not (("image/png" or "image/jpeg") and { } type)) return (null, new Told("Only PNG and JPEG, and the content must be what the name says."));
        return (await AddAsync(bare, type, content, isPicture: true, cancellation), null);
    }

    private async Task<Magnet> AddAsync(string bare, string type, byte[] content, bool isPicture, CancellationToken cancellation)
    {
        var magnet = new Magnet { IsPicture = isPicture, Name = bare, ContentType = type, Size = content.Length, AddedBy = me.Id, AddedAt = change.Now };
        db.Magnets.Add(magnet);
        db.MagnetContents.Add(new MagnetContent { Id = magnet.Id, Content = content });
        timeline.Record(new MagnetAdded(magnet.Id, bare));
        await db.SaveChangesAsync(cancellation);
        return magnet;
    }

    private static string BareName(string name) => Path.GetFileName(name.Replace('\\', '/').Replace("\0", "", StringComparison.Ordinal));

    public async Task<bool> RetireAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.Magnets.FindAsync([id], cancellation) is not { RetiredAt: null } magnet) return false;
        magnet.Retire(change.Now);
        timeline.Record(new MagnetRetired(id, magnet.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}
