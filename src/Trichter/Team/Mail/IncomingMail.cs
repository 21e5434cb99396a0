using MimeKit;
using Trichter.Platform.Language;

namespace Trichter.Team.Mail;

/// <summary>The mailbox of the workspace that is read here.</summary>
public interface IMailbox
{
    /// <summary>Its address; empty where no mailbox is read.</summary>
    Task<string> AddressAsync(CancellationToken cancellation);
}

/// <summary>What a module makes of the mails of people that come to the mailbox of the workspace. It records without saving: whoever reads the mailbox saves once.</summary>
public interface ITakeMail
{
    /// <returns>Null where the mail is none of its business.</returns>
    Task<TakenMail?> TakeAsync(IncomingMail incoming, CancellationToken cancellation);
}

/// <param name="IsOfPerson">False for what mail systems say: reports, automatic answers.</param>
/// <param name="IsCut">It was so large that only its beginning was read.</param>
public sealed record IncomingMail(MimeMessage Mail, bool IsOfPerson, bool IsCut);

/// <param name="From">Who wrote, as an address.</param>
/// <param name="Person">Whom we know by that name; else null.</param>
/// <param name="Against">Why nothing follows from it; null when it was understood.</param>
public sealed record TakenMail(string From, Guid? Person, Told? Against)
{
    /// <summary>It came to the address for leads, and is no answer to anything of ours.</summary>
    public bool IsForLeads { get; init; }
}
