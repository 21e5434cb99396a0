using Trichter.Platform.Language;

namespace Trichter.Exchange.Import;

/// <summary>What the reader of an import should know though no row was refused, with the number of rows it concerns.</summary>
public sealed record Notice(NoticeKind Kind, string Column, string Value, string Other, int Rows)
{
    public Told Told() => Kind switch
    {
        NoticeKind.Replaced => new("{0}: \"{1}\" was read as \"{2}\"", Column, Value, Other),
        NoticeKind.NotInList when Other.Length > 0 => new("{0}: \"{1}\" is not in the list; did you mean \"{2}\"?", Column, Value, Other),
        NoticeKind.NotInList => new("{0}: \"{1}\" is not in the list", Column, Value),
        NoticeKind.NoCompany => new("{0} is blank: deals without a company", Column),
        NoticeKind.DateFormat => new("The dates can be read in several ways ({0}); they were read as {1}", Value, Other),
        NoticeKind.KeptAsCustom => new("The column {0} is not known; it was kept as a field of its own", Column),
        NoticeKind.LeftOut => new("The column {0} was left out", Column),
        NoticeKind.HeaderRenamed => new("A header was blank or repeated; the column is called {0} here", Column),
        NoticeKind.FewerCells => new("Rows with fewer cells than the header; the missing ones were taken as blank"),
        NoticeKind.Cleaned => new("Cells with characters that no text can hold; those were taken out"),
        NoticeKind.BrokenLetters => new("Some letters mean nothing in the encoding {0}; is another one right?", Value),
        NoticeKind.ReasonKept => new("{0}: \"{1}\" is not among our reasons; it was kept as a note", Column, Value),
        NoticeKind.NoContact => new("{0}: nobody is called \"{1}\"; it was kept as a field of its own", Column, Value),
        NoticeKind.ExpectedClose => new("{0}: of deals that are still open it was taken as the expected close", Column),
        NoticeKind.NoCloseDate => new("Closed deals without a closing date: they have an outcome, but no day"),
        NoticeKind.NoEntryDate => new("Deals without a day of entry: reports about time leave them out"),
        NoticeKind.EndedBeforeStart => new("Deals that ended before they began: kept as they are, without a duration"),
        NoticeKind.EarlierStage => new("{0}: an entry that lies before what is known already was not added", Column),
        NoticeKind.CompanyCreated => new("Companies entered along"),
        NoticeKind.PriceListCreated => new("A price list entered along: {0}", Value),
        NoticeKind.UserCreated => new("Colleagues entered along, without a sign-in: {0}", Value),
        _ => new("Further notices of this kind"),
    };
}

public enum NoticeKind
{
    Replaced,
    NotInList,
    NoCompany,
    DateFormat,
    KeptAsCustom,
    HeaderRenamed,
    FewerCells,
    Cleaned,
    BrokenLetters,
    ReasonKept,
    NoContact,
    ExpectedClose,
    NoCloseDate,
    NoEntryDate,
    EndedBeforeStart,
    EarlierStage,
    CompanyCreated,
    UserCreated,
    LeftOut,
    PriceListCreated,
    More,
}
