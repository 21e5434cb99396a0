namespace Trichter.Exchange.Reading;

/// <summary>
/// How a text table is written, independent of anybody's culture: the name of the encoding, the character between cells, the
/// one around them, the one before decimals (point or comma) and the format of dates (one of <see
/// cref="DateFormats.Known"/>).
/// </summary>
public sealed record FileDialect(string Encoding, char Delimiter, char Quote, char DecimalSeparator, string DateFormat)
{
    public static readonly FileDialect Plain = new("utf-8", ',', '"', '.', DateFormats.Iso);
}
