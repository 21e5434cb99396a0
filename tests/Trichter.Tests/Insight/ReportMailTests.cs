using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Builder;
using Trichter.Insight.ByMail;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Views;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>Ada has the report of the week sent every Monday at seven; each colleague gets what they may see.</summary>
public sealed class ReportMailTests : IAsyncLifetime
{
    private static readonly DateTime Monday = new(2026, 3, 23, 6, 0, 0, DateTimeKind.Utc);

    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        await desk.EnterAsync("Crane", value: "1000.00");
        await desk.EnterAsync("Toms loader", value: "50.00", email: "tom@nordwerk.example");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Each_gets_the_report_as_they_may_see_it_and_the_next_one_a_week_later_by_the_clock_on_the_wall()
    {
        var report = await SaveAsync(ViewShare.All);
        Assert.Null(await SendToAsync(report, "Ada Lovelace", "Tom"));
        Assert.Equal(new DateTime(2026, 3, 9, 6, 0, 0, DateTimeKind.Utc), (await MailAsync()).NextAt);

        desk.App.Clock.Now = Monday.AddMinutes(1);
        await RunAsync();
        Assert.Equal(("Ada Lovelace: in total 1050", "Tom: in total 50"), (await CsvOfAsync(App.OwnerEmail), await CsvOfAsync("tom@nordwerk.example")));
        var mail = await MailAsync();
        Assert.Equal((2, new DateTime(2026, 3, 30, 5, 0, 0, DateTimeKind.Utc)), (mail.SentTo, mail.NextAt));

        await RunAsync();
        Assert.Equal(2, await desk.App.InDbAsync(db => db.OutgoingMails.CountAsync(its => its.SubjectId == mail.Id)));
        if (desk.App.Services.GetService(typeof(PrintPdf)) is PrintPdf { IsPossible: true })
            Assert.Equal(2, await desk.App.InDbAsync(db => db.MailAttachments.CountAsync(its => its.Type == "application/pdf" && its.Content.StartsWith("JVBERi0"))));
    }

    [Fact]
    public async Task Nobody_is_sent_what_they_do_not_find_and_who_left_is_left_out_and_named()
    {
        var report = await SaveAsync(ViewShare.Private);
        Assert.Equal("Share it first, so that {0} finds it too.", (await SendToAsync(report, "Tom"))!.Key);
        Assert.Equal("Choose who gets it, up to {0} colleagues.", (await SendToAsync(report))!.Key);
        Assert.Null(await SendToAsync(null, "Ada Lovelace", "Tom"));
        await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Tom").ExecuteUpdateAsync(set => set.SetProperty(user => user.DisabledAt, Monday)));

        desk.App.Clock.Now = Monday.AddMinutes(1);
        await RunAsync();
        Assert.Equal((1, 1), ((await MailAsync()).SentTo, (await MailAsync()).LeftOut.Count));
        Assert.Contains("Won of entered", await RawCsvAsync(App.OwnerEmail), StringComparison.Ordinal);

        await desk.Browser.VisitAsync("/sign-in");
        await desk.Browser.SubmitAsync("form[method=post]:has(input[type=password])", ("Form.Email", App.OwnerEmail), ("Form.Password", App.Password));
        await desk.Browser.VisitAsync("/insight");
        Assert.Contains("left out: Tom", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form[action^='/insight/by-mail/']");
        Assert.Equal(0, await desk.App.InDbAsync(db => db.ReportMails.CountAsync()));
    }

    private Task<Guid?> SaveAsync(ViewShare share) => desk.DoAsync<KeepReports, Guid?>(async verb =>
        (await verb.SaveAsync(null, new ReportDraft("Pipeline by owner", share, "deals", "owner", "", "sum:value", ReportChart.Bars, ""))).Id);

    private Task<Told?> SendToAsync(Guid? report, params string[] names) => desk.DoAsync<KeepReportMails, Told?>(async verb => await verb.AddAsync(
        report, null, report is null ? "sales-cycle-7" : "", ReportRhythm.Mondays, 7, await desk.App.InDbAsync(db => db.Users.Where(user => names.Contains(user.Name)).Select(user => user.Id).ToListAsync())));

    private Task<int> RunAsync() => desk.App.WithAsync<SendReportMails, int>(async verb =>
    {
        await verb.RunAsync();
        return 0;
    });

    private Task<ReportMail> MailAsync() => desk.App.InDbAsync(db => db.ReportMails.AsNoTracking().SingleAsync());

    private async Task<string> CsvOfAsync(string email) =>
        $"{await desk.App.InDbAsync(db => db.Users.Where(user => user.Email == email).Select(user => user.Name).SingleAsync())}: in total {(await RawCsvAsync(email)).TrimEnd().Split("In total,")[1]}";

    private Task<string> RawCsvAsync(string email) => desk.App.InDbAsync(async db => Encoding.UTF8.GetString(Convert.FromBase64String(await (
        from mail in db.OutgoingMails
        join file in db.MailAttachments on mail.Id equals file.MailId
        where mail.ToAddress == email && file.Type.StartsWith("text/csv")
        select file.Content).SingleAsync())));
}
