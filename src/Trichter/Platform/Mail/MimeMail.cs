namespace Trichter.Platform.Mail;

/// <summary>What a mail consists of, before it is written as it travels.</summary>
/// <param name="Id">Becomes the Message-ID, which stays the same however often it is tried.</param>
internal sealed record MimeMail(Guid Id, string ToAddress, string ToName, string Subject, string Text)
{
    /// <summary>Empty for a mail of text alone.</summary>
    public string Html { get; init; } = "";

    public string Calendar { get; init; } = "";
    public string CalendarMethod { get; init; } = "";
    public string ReplyTo { get; init; } = "";

    /// <summary>Further ones, in ASCII and already in the form of their RFC.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public IReadOnlyList<MailAttachment> Files { get; init; } = [];
}
