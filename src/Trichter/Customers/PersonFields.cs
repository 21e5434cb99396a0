using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Customers;

/// <summary>The fields of a person, for forms, imports and exports.</summary>
internal static class PersonFields
{
    public static readonly IReadOnlyList<FieldOf<Person>> All =
    [
        new("salutation", "Salutation", FieldKind.Choice, p => p.Salutation == Salutation.None ? "" : p.Salutation.ToString(), WriteSalutation) { AlsoCalled = ["anrede", "forma grzecznościowa"] },
        Text("title", new Told("Title"), p => p.Title, (p, v) => p.Title = v, 60) with { AlsoCalled = ["titel", "tytuł"] },
        Text("first_name", new Told("First name"), p => p.FirstName, (p, v) => p.FirstName = v) with { AlsoCalled = ["vorname", "imię", "person - first name", "given name"] },
        Text("last_name", new Told("Last name"), p => p.LastName, (p, v) => p.LastName = v, required: true) with { AlsoCalled = ["nachname", "nazwisko", "person - last name", "family name", "surname"] },
        new("emails", "E-mail addresses", FieldKind.List, p => Canonical.Of(p.Emails), WriteEmails) { AlsoCalled = ["email", "e-mail", "mail", "person - email (work)", "e-mail address", "e-mail 1 - value", "email address", "adres e-mail"] },
        new("phones", "Phone numbers", FieldKind.List, p => Canonical.Of(p.Phones), (p, v) => Canonical.ReadText(v, 400, text => p.Phones = Canonical.List(text))) { AlsoCalled = ["phone", "telefon", "mobile", "person - phone", "phone number", "phone 1 - value", "business phone", "komórka"] },
        Text("language", new Told("Language"), p => p.Language, (p, v) => p.Language = v.ToLowerInvariant(), 10) with { AlsoCalled = ["sprache", "język"] },
        new("tags", "Tags", FieldKind.List, p => Canonical.Of(p.Tags), (p, v) => Canonical.ReadText(v, 400, text => p.Tags = Canonical.List(text))) { AlsoCalled = ["labels", "schlagworte", "etykiety"] },
        Text("external_id", new Told("External id"), p => p.ExternalId, (p, v) => p.ExternalId = v, 120) with { AlsoCalled = ["id", "record id", "contact id"] },
    ];

    private static FieldOf<Person> Text(string key, Told label, Func<Person, string> read, Action<Person, string> write, int longest = 120, bool required = false) =>
        new(key, label.Key, FieldKind.Text, read, (person, value) => Canonical.ReadText(value, longest, text => write(person, text), required)) { Longest = longest };

    private static Told? WriteSalutation(Person person, string value)
    {
        Salutation? read = value.Trim().TrimEnd('.').ToLowerInvariant() switch
        {
            "" or "none" or "–" => Salutation.None,
            "ms" or "mrs" or "frau" or "fr" or "pani" => Salutation.Ms,
            "mr" or "herr" or "hr" or "pan" => Salutation.Mr,
            _ => null,
        };
        if (read is null) return new Told("Only Ms, Mr, or nothing.");
        person.Salutation = read.Value;
        return null;
    }

    private static Told? WriteEmails(Person person, string value)
    {
        var addresses = Canonical.List(value.ToLowerInvariant());
        if (addresses.Find(address => !EmailAddress.LooksRight(address)) is { } wrong) return new Told("{0} is not an e-mail address.", wrong);
        person.Emails = addresses;
        return null;
    }
}

internal static class EmailAddress
{
    /// <summary>Something before and after one "@", a dot after it, no blanks. Whether it exists only a mail can tell.</summary>
    public static bool LooksRight(string address) =>
        address.Length <= 254
        && address.Split('@') is [{ Length: > 0 and <= 64 }, { Length: > 2 } host]
        && host.Contains('.', StringComparison.Ordinal) && !host.StartsWith('.') && !host.EndsWith('.')
        && !address.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '<' or '>' or '"' or ',' or ';');
}
