using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Campaigns.Letters;
using Trichter.Campaigns.Segments;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Platform.Documents;
using Trichter.Tests.Support;

namespace Trichter.Tests.Campaigns;

/// <summary>Nordwerk writes to Ada in Stralsund, Bert in Rostock, Cleo who objected and Dora who works nowhere.</summary>
public sealed class LetterTests : IAsyncLifetime
{
    private readonly Dictionary<string, Guid> people = [];
    private Desk desk = null!;
    private Guid segment;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync("funnel-5");
        await desk.App.InDbAsync(async db =>
        {
            var group = new Segment { Name = "Pumps", Query = "", OwnerId = await db.Users.Select(user => user.Id).FirstAsync(), CreatedAt = desk.App.Clock.Now };
            db.Segments.Add(group);
            segment = group.Id;
            foreach (var (name, postal, city) in new[] { ("Ada", "18435", "Stralsund"), ("Bert", "18055", "Rostock"), ("Cleo", "18055", "Rostock"), ("Dora", "", "") })
            {
                var person = new Person { FirstName = name, LastName = "Berg", Language = name == "Ada" ? "de" : "en", CreatedAt = desk.App.Clock.Now };
                if (postal.Length > 0)
                {
                    var company = new Company { Name = $"{name} Bau", CreatedAt = desk.App.Clock.Now };
                    company.Put(new Address(AddressKind.Main, "Am Markt 1", postal, city, "DE"));
                    db.Companies.Add(company);
                    person.WorksAt(company.Id, "");
                }

                db.People.Add(person);
                db.SegmentMembers.Add(new SegmentMember { SegmentId = segment, PersonId = person.Id, Since = desk.App.Clock.Now });
                people[name] = person.Id;
            }

            db.OurCompanies.Add(Trichter.Demo.Nordwerk.OurCompany());
            return await db.SaveChangesAsync();
        });
        await ObjectAsync("Cleo");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Whoever_may_be_written_to_is_in_one_file_by_postal_code_and_whoever_objects_later_is_to_be_taken_out()
    {
        await desk.Browser.VisitAsync("/campaigns/letters/new");
        await desk.Browser.SubmitAsync("main form", ("Name", "Autumn"), ("Body-de", "{{salutaton}}"));
        Assert.Contains("A placeholder is not known or not closed", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form", ("Name", "Autumn"), ("SegmentId", segment), ("Body-de", "{{salutation}},\n\ndie **neue** Ramme."), ("Body-en", "{{salutation}},\n\nthe new ram."), ("Signature", "Nora Nord"));
        var letter = await desk.App.InDbAsync(db => db.Letters.AsNoTracking().SingleAsync());
        if (!desk.App.Services.GetRequiredService<PrintPdf>().IsPossible)
        {
            Assert.StartsWith("No browser was found", (await desk.DoAsync<SaveLetter, Fault?>(verb => verb.AskAsync(letter.Id)))!.Why.Key, StringComparison.Ordinal);
            return;
        }

        Assert.StartsWith("%PDF", Encoding.Latin1.GetString(await desk.Browser.DownloadAsync($"/campaigns/letters/{letter.Id}/preview?language=de&person={people["Ada"]}")), StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form.tr-panel");
        Assert.Contains("Being made", desk.Browser.Text, StringComparison.Ordinal);
        await desk.App.WithAsync<MakeLetters, int>(async verb =>
        {
            await verb.RunAsync();
            return 0;
        });

        await desk.Browser.VisitAsync($"/campaigns/letters/{letter.Id}");
        Assert.Contains("2 letters were made", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Matches(@"They withdrew their consent or objected\. ?R23 ?1\s*Cleo Berg", desk.Browser.Text);
        Assert.Matches(@"No postal address ?1\s*Dora Berg", desk.Browser.Text);
        Assert.DoesNotContain("Take these out", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal([(people["Bert"], "en"), (people["Ada"], "de")], (await desk.App.InDbAsync(db => db.LetterRecipients.Where(its => its.Position != null).OrderBy(its => its.Position).ToListAsync())).Select(its => (its.PersonId, its.Language)));
        var pdf = Encoding.Latin1.GetString(await desk.Browser.DownloadAsync($"/campaigns/letters/{letter.Id}/letters.pdf"));
        Assert.Equal(2, Regex.Count(pdf, @"/Type\s*/Page\b"));
        await desk.Browser.VisitAsync($"/people/{people["Ada"]}");
        Assert.Contains("made a letter to them: Autumn", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(ContactChannel.Post, Assert.Single((await desk.App.WithAsync<IEnumerable<IKnowContacts>, ILookup<Guid, PastContact>>(all => all.OfType<KnowLetters>().Single().ContactsAsync([people["Ada"]], desk.App.Clock.Now.AddDays(-1), default)))[people["Ada"]]).Channel);

        await ObjectAsync("Bert");
        await desk.Browser.VisitAsync($"/campaigns/letters/{letter.Id}");
        Assert.Contains("Take these out", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("1: Bert Berg, Bert Bau, 18055 Rostock", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form[action$='/file/delete']");
        Assert.Contains("The file was deleted.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(0, await desk.App.InDbAsync(db => db.LetterFiles.CountAsync()));
    }

    private Task<int> ObjectAsync(string name) => desk.DoAsync<IServiceProvider, int>(async services =>
    {
        var keys = services.GetRequiredService<ContactKeys>();
        await keys.LoadAsync();
        await services.GetRequiredService<WriteConsent>().SuppressAsync(keys.OfPerson(people[name]), null, ContactChannel.Post, SuppressionReason.Objected);
        return await services.GetRequiredService<Db>().SaveChangesAsync();
    });
}
