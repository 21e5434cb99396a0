using Trichter.Platform.Language;
using Trichter.Team.Roles;

namespace Trichter.Customers;

/// <summary>What of companies and people a role may be kept from.</summary>
internal static class ProtectedCustomerFields
{
    public static readonly ProtectedField Vat = new(20, nameof(Company), "vat_number", new Told("VAT number").Key, nameof(Company.VatNumber));
    public static readonly ProtectedField Register = new(21, nameof(Company), "register_number", new Told("Register number").Key, nameof(Company.RegisterNumber));
    public static readonly ProtectedField Phone = new(22, nameof(Company), "phone", new Told("Phone").Key, nameof(Company.Phone));
    public static readonly ProtectedField Emails = new(30, nameof(Person), "emails", new Told("E-mail addresses").Key, nameof(Person.Emails), nameof(Person.MainEmail));
    public static readonly ProtectedField Phones = new(31, nameof(Person), "phones", new Told("Phone numbers").Key, nameof(Person.Phones));

    public static readonly IReadOnlyList<ProtectedField> All = [Vat, Register, Phone, Emails, Phones];
}
