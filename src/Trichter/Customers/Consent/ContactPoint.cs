namespace Trichter.Customers.Consent;

/// <summary>One address or number of somebody, written the one way in which it is compared.</summary>
/// <param name="Value">An address in small letters; a number in digits with its country first. Never empty.</param>
public sealed record ContactPoint(ContactChannel Channel, string Value)
{
    /// <param name="country">ISO 3166-1, for numbers written without their country; empty when it is not known.</param>
    public static ContactPoint Of(ContactChannel channel, string typed, string country = "") => new(channel, channel switch
    {
        ContactChannel.Phone or ContactChannel.AutomaticCall or ContactChannel.Fax or ContactChannel.Messenger => NumberOf(typed, country),
        ContactChannel.AdPlatform when !typed.Contains('@') => NumberOf(typed, country),
        _ => typed.Trim().ToLowerInvariant(),
    });

    /// <summary>An advertising platform is given addresses and numbers; a consent to it is to one of them.</summary>
    public bool IsMail => Value.Contains('@');

    /// <summary>What the address and the mails to it have in common: "Email:jan@example.org". Calls of both kinds go to the same number.</summary>
    public string Identity => Channel switch
    {
        ContactChannel.Phone or ContactChannel.AutomaticCall or ContactChannel.Fax or ContactChannel.Messenger => "number:" + Value,
        ContactChannel.AdPlatform when !IsMail => "number:" + Value,
        ContactChannel.Email or ContactChannel.AdPlatform => "mail:" + Value,
        _ => $"{Channel}:{Value}",
    };

    /// <summary>Enough to know one's own address again, too little to learn another's: "j…@example.org".</summary>
    public string Masked => Value.Split('@') is [{ Length: > 0 } name, var host] ? $"{name[0]}…@{host}" : Value.Length > 3 ? "…" + Value[^3..] : "…";

    private static string NumberOf(string typed, string country)
    {
        var digits = PhoneNumber.Digits(typed);
        if (typed.TrimStart().StartsWith('+')) return digits;
        if (digits.StartsWith("00", StringComparison.Ordinal)) return digits[2..];

        return (country, digits) switch
        {
            ("DE", ['0', .. var rest]) => "49" + rest,
            ("AT", ['0', .. var rest]) => "43" + rest,
            ("CH", ['0', .. var rest]) => "41" + rest,
            ("PL", { Length: 9 }) => "48" + digits,
            _ => digits,
        };
    }
}
