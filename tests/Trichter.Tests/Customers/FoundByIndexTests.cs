using Microsoft.EntityFrameworkCore;
using Trichter.Tests.Support;

namespace Trichter.Tests.Customers;

/// <summary>A stranger who sends a form, a mail or an order is looked for among hundreds of thousands: an index leads to them.</summary>
[Trait("Database", "any")]
public sealed class FoundByIndexTests : IAsyncLifetime
{
    private readonly App app = new();

    public async ValueTask InitializeAsync() => await app.SetUpAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("people_by_email")]
    [InlineData("people_by_external_id")]
    [InlineData("companies_by_domain")]
    [InlineData("companies_by_vat")]
    [InlineData("companies_by_external_id")]
    [InlineData("deals_by_external_id")]
    [InlineData("suspects_by_domain")]
    [InlineData("participants_by_answer")]
    [InlineData("contract_signers_by_secret")]
    public async Task By_what_they_wrote(string index)
    {
        var wanted = "x";
        Assert.Contains(index, await app.PlanAsync(db => index switch
        {
            "people_by_email" => db.People.Where(its => its.MainEmail == wanted).ToQueryString(),
            "people_by_external_id" => db.People.Where(its => its.ExternalId == wanted).ToQueryString(),
            "companies_by_domain" => db.Companies.Where(its => its.Domain == wanted).ToQueryString(),
            "companies_by_vat" => db.Companies.Where(its => its.VatNumber == wanted).ToQueryString(),
            "companies_by_external_id" => db.Companies.Where(its => its.ExternalId == wanted).ToQueryString(),
            "deals_by_external_id" => db.Deals.Where(its => its.ExternalId == wanted).ToQueryString(),
            "suspects_by_domain" => db.Suspects.Where(its => its.Domain == wanted).ToQueryString(),
            "participants_by_answer" => db.Participants.Where(its => its.AnswerHash == wanted).ToQueryString(),
            _ => db.ContractSigners.Where(its => its.SecretHash == wanted).ToQueryString(),
        }), StringComparison.Ordinal);
    }
}
