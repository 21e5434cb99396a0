using Trichter.Platform.Storage;

namespace Trichter.Platform.Mail;

/// <summary>A file that goes along with a mail; kept as it travels, in base64.</summary>
public sealed class MailAttachment
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid MailId { get; init; }
    public required string Name { get; init; }

    /// <summary>Its media type, such as application/pdf.</summary>
    public required string Type { get; init; }

    public required string Content { get; init; }

    public static MailAttachment Of(Guid mail, MailFile file) => new() { MailId = mail, Name = file.Name, Type = file.Type, Content = Convert.ToBase64String(file.Content) };
}

/// <summary>A file to attach.</summary>
public sealed record MailFile(string Name, string Type, byte[] Content);
