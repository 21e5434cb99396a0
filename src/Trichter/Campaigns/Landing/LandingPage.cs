using Trichter.Customers.Consent;
using Trichter.Platform.Storage;

namespace Trichter.Campaigns.Landing;

/// <summary>A page of ours for strangers, with a form whose answers become a lead. What is written here is the draft; visitors see the version that was published last.</summary>
public sealed class LandingPage : IRecorded, IVersioned, IRetirable
{
    public const int LongestText = 50_000;
    public const int LongestHtml = 200_000;
    public const int MostQuestions = 8;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>Last part of the address; letters, digits and hyphens.</summary>
    public required string Path { get; set; }

    /// <summary>de, pl or en.</summary>
    public required string Language { get; set; }

    public required string Title { get; set; }

    /// <summary>Markdown.</summary>
    public string Body { get; set; } = "";

    /// <summary>The page as built of blocks, cleaned; it stands in place of the body. Empty for a page of plain text.</summary>
    public string Html { get; set; } = "";

    /// <summary>Markdown, shown after the form was sent.</summary>
    public string Thanks { get; set; } = "";

    /// <summary>Asked in the form, beside name, address and company; may be left empty.</summary>
    public List<string> Questions { get; set; } = [];

    /// <summary>How many of them stand in the form; the others are asked after it was sent, as many at a time. Null for all at once.</summary>
    public int? QuestionsAtOnce { get; set; }

    /// <summary>What the lead is about, as the field of a deal; nobody is asked for it.</summary>
    public string Product { get; set; } = "";

    public bool AsksPhone { get; set; }

    /// <summary>The text with a box for each of its purposes, unticked; null asks for no consent.</summary>
    public Guid? WordingId { get; set; }

    public List<Purpose> Purposes { get; set; } = [];

    /// <summary>The file that whoever sends the form gets; null for none.</summary>
    public Guid? MagnetId { get; set; }

    /// <summary>The file is given on the page itself; else its link goes to the address that was typed, which proves it.</summary>
    public bool MagnetAtOnce { get; set; }

    /// <summary>Leads are nurtured first: nobody is waited for to call until they are proposed to sales.</summary>
    public bool NurtureFirst { get; set; }

    /// <summary>The chat that stands beside the form; null for none.</summary>
    public Guid? ChatId { get; set; }

    /// <summary>The process whose first stage the lead enters.</summary>
    public required Guid ProcessId { get; set; }

    /// <summary>Source of the lead where the visit names none.</summary>
    public string Source { get; set; } = "";

    /// <summary>Number of the version that visitors see; null before the first, and when it was taken down.</summary>
    public int? Published { get; set; }

    public Guid? CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RetiredAt { get; private set; }
    public int Version { get; private set; }

    public LandingContent Content => new(Language, Title, Body, Thanks, Questions, AsksPhone, WordingId, Purposes, ProcessId, Source) { MagnetId = MagnetId, MagnetAtOnce = MagnetAtOnce, NurtureFirst = NurtureFirst, Html = Html, QuestionsAtOnce = QuestionsAtOnce, Product = Product, ChatId = ChatId };

    public void Take(LandingContent content)
    {
        (Language, Title, Body, Thanks) = (content.Language, content.Title, content.Body, content.Thanks);
        (Questions, AsksPhone, WordingId, Purposes) = ([.. content.Questions], content.AsksPhone, content.WordingId, [.. content.Purposes]);
        (ProcessId, Source, MagnetId, MagnetAtOnce, NurtureFirst) = (content.ProcessId, content.Source, content.MagnetId, content.MagnetAtOnce, content.NurtureFirst);
        (Html, QuestionsAtOnce, Product) = (content.Html, content.QuestionsAtOnce, content.Product);
        ChatId = content.ChatId;
    }

    public void Retire(DateTime at) => RetiredAt ??= at;
}

/// <summary>All that a visitor sees, kept as it was published.</summary>
public sealed record LandingContent(
    string Language, string Title, string Body, string Thanks, IReadOnlyList<string> Questions, bool AsksPhone, Guid? WordingId, IReadOnlyList<Purpose> Purposes, Guid ProcessId, string Source)
{
    /// <summary>The file that whoever sends the form gets; null for none.</summary>
    public Guid? MagnetId { get; init; }

    /// <summary>The file is given on the page itself; else its link goes to the address that was typed.</summary>
    public bool MagnetAtOnce { get; init; }

    /// <summary>Leads are nurtured first: nobody is waited for to call until they are proposed to sales.</summary>
    public bool NurtureFirst { get; init; }

    /// <summary>The page as built of blocks, cleaned; empty for one of plain text.</summary>
    public string Html { get; init; } = "";

    /// <summary>How many of the questions stand in the form; null for all.</summary>
    public int? QuestionsAtOnce { get; init; }

    public string Product { get; init; } = "";

    /// <summary>The chat that stands beside the form; null for none.</summary>
    public Guid? ChatId { get; init; }

    /// <summary>How many questions stand in the form.</summary>
    public int First => Math.Min(QuestionsAtOnce ?? Questions.Count, Questions.Count);
}

public sealed class LandingVersion
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid PageId { get; init; }
    public required int Number { get; init; }
    public required LandingContent Content { get; init; }
    public required DateTime PublishedAt { get; init; }
    public Guid? PublishedBy { get; init; }
}
