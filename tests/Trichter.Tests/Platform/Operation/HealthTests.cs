using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Jobs;
using Trichter.Tests.Support;

namespace Trichter.Tests.Platform.Operation;

public sealed class HealthTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync(withSampleData: true);

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_visitor_learns_that_the_program_lives_and_is_ready_and_no_more()
    {
        Assert.Equal((HttpStatusCode.OK, "live"), await AskAsync(desk.App, "/health/live"));
        Assert.Equal((HttpStatusCode.OK, "ready"), await AskAsync(desk.App, "/health/ready"));

        await ExecuteAsync("insert into migrations (name) values ('9999_from_the_future.sql')");

        Assert.Equal((HttpStatusCode.OK, "live"), await AskAsync(desk.App, "/health/live"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready"), await AskAsync(desk.App, "/health/ready"));
        Assert.Equal(["schema"], await desk.App.UnwellAsync());
    }

    [Fact]
    public async Task A_program_without_a_workspace_is_ready_too()
    {
        using var app = new App();
        Assert.Equal((HttpStatusCode.OK, "ready"), await AskAsync(app, "/health/ready"));
    }

    [Fact]
    public async Task Whatever_is_wrong_is_told_by_name()
    {
        Assert.Empty(await desk.App.UnwellAsync());

        await ExecuteAsync("insert into deal_totals (process_id, stage_id, outcome, currency, deals, value_minor, proven_minor) select process_id, stage_id, outcome, currency, 1, 1, 1 from deals limit 1");
        await ExecuteAsync("update timeline set delivered_at = null, parked_at = at where id in (select id from timeline limit 1)");
        await NoteAsync("TimelineDelivery", failed: true, minutesAgo: 1);
        await NoteAsync("RunImports", failed: false, minutesAgo: 40);

        Assert.Equal(["jobs_failing", "jobs_late", "timeline_parked", "wrong_totals"], (await desk.App.UnwellAsync()).Order());

        await NoteAsync("TimelineDelivery", failed: false, minutesAgo: 0);
        await NoteAsync("RunImports", failed: false, minutesAgo: 0);
        Assert.Equal(["timeline_parked", "wrong_totals"], (await desk.App.UnwellAsync()).Order());
    }

    private Task NoteAsync(string job, bool failed, int minutesAgo) => desk.App.WithAsync<NoteJobRun, bool>(async note =>
    {
        await note.RunAsync(job, desk.App.Clock.Now.AddMinutes(-minutesAgo), failed, CancellationToken.None);
        return true;
    });

    private Task<int> ExecuteAsync(string sql) => desk.App.InDbAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    private static async Task<(HttpStatusCode, string)> AskAsync(App app, string path)
    {
        using var visitor = app.CreateClient();
        var answer = await visitor.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
