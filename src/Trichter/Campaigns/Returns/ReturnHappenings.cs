using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Campaigns.Returns;

public sealed record ReturnBoxSet(Guid BoxId, string Host) : Happening(BoxId)
{
    public override Told Told => Host.Length == 0 ? new("took the mailbox for returned mails away") : new("set the mailbox for returned mails {0}", Host);

    public override string Icon => "mail";
}

public sealed record MailCameBack(Guid PersonId, BounceCause Cause, string Status) : Happening(PersonId)
{
    public override Told Told => new("received a mail back: {0} ({1})", Cause, Status);

    public override string Icon => "mail";

    public override bool IsImportant => true;
}

public sealed record MailUnwanted(Guid PersonId, bool Complained) : Happening(PersonId)
{
    public override Told Told => Complained ? new("noted a complaint about a mail; no advertising by mail any more") : new("noted an unsubscribing by mail; no advertising by mail any more");

    public override string Icon => "hand-stop";

    public override bool IsImportant => true;
}
