namespace Trichter.Billing.EInvoices;

/// <summary>The sets of rules an invoice can say it follows (BT-24), and the process it belongs to (BT-23).</summary>
public static class EProfile
{
    public const string En16931 = "urn:cen.eu:en16931:2017";

    public const string XRechnung = En16931 + "#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";

    public const string Peppol = En16931 + "#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";

    public const string BillingProcess = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
}
