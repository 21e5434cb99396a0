namespace Trichter.Exchange.Reading;

/// <summary>
/// The most likely dialect of a file. Where several date formats read every date of the sample, <see
/// cref="AmbiguousDateFormats"/> holds them all, the best guess first, and somebody has to be asked; otherwise it is empty.
/// </summary>
public sealed record DetectedDialect(
    FileDialect Dialect, IReadOnlyList<string> AmbiguousDateFormats, IReadOnlyList<DateColumn> DateColumns);

/// <summary>A column (counted from 0) all of whose values are dates, and the formats that read every one of them.</summary>
public sealed record DateColumn(int Column, string Header, IReadOnlyList<string> Formats);
