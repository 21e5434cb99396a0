using System.Data.Common;
using Npgsql;

namespace Trichter.Bench;

/// <summary>
/// Fills a workspace with many deals by a few statements: spread over stages, owners and two years, each with five transitions on average and
/// hours to weeks between them. On PostgreSQL the triggers rest meanwhile, and what they keep is written at the end as a migration would.
/// </summary>
internal sealed class Seed
{
    private readonly List<string> stages = [];
    private readonly List<string> owners = [];
    private int deals;

    public string Process { get; private set; } = "";

    public string Deal(int n) => $"01900000-0000-7000-8000-{n * 7919L % deals:x12}";

    /// <summary>An open deal in one of the stages two to five, a different one for each number, and the stage before its own.</summary>
    public (string Deal, string Stage) Move(int n) => ($"01900000-0000-7000-8000-{n / 4 % (deals / 70) * 70L + 1 + n % 4:x12}", stages[n % 4]);

    public string Owner(int n) => owners[n % owners.Count];

    /// <param name="history">Whether each deal also has ten entries in its timeline, which no report reads.</param>
    public static async Task<Seed> FillAsync(DbConnection connection, int deals, bool history)
    {
        await using var open = connection;
        var seed = new Seed { deals = deals };
        seed.Process = (await ReadAsync(connection, "select key from processes"))[0];
        seed.stages.AddRange(await ReadAsync(connection, "select cast(id as text) from stages order by position"));
        seed.owners.AddRange(await ReadAsync(connection, "select cast(id as text) from users order by name"));

        var pg = connection is NpgsqlConnection;
        var id = pg ? "cast('01900000-0000-7000-8000-' || lpad(to_hex(n.i), 12, '0') as uuid)" : "'01900000-0000-7000-8000-' || printf('%012X', n.i)";
        var position = $"(case when n.i % 70 between 1 and 4 then n.i % 7 + 1 else n.i / 10 % 5 + 3 end)";
        // The deals that the load moves stay open.
        const string Fate = "(case when n.i % 70 between 1 and 4 then 0 else (n.i / 600 + n.i) % 10 end)";
        string At(string steps) => pg
            ? $"(timestamptz '2025-01-01 08:00:00+00' + make_interval(days => n.i % 600, hours => ({steps}) * (n.i * 37 % 289)))"
            : $"strftime('%Y-%m-%d %H:%M:%S', '2025-01-01 08:00:00', '+' || (n.i % 600) || ' days', '+' || (({steps}) * (n.i * 37 % 289)) || ' hours')";
        string DayOf(string at) => pg ? $"cast({at} as date)" : $"date({at})";
        var day = pg ? "timestamptz '2025-01-01 08:00:00+00' + make_interval(days => n.i % 600)" : "strftime('%Y-%m-%d %H:%M:%S', '2025-01-01 08:00:00', '+' || (n.i % 600) || ' days')";
        var cases = string.Concat(seed.owners.Select((one, index) => $" when {index} then '{one}'"));
        var owner = pg ? $"cast(case n.i % {seed.owners.Count}{cases} end as uuid)" : $"case n.i % {seed.owners.Count}{cases} end";
        var numbers = $"with recursive n(i) as (select 0 union all select n.i + 1 from n where n.i < {deals - 1})";
        var outcome = $"case when {Fate} < 5 then 'Open' when {Fate} < 8 then 'Lost' else 'Won' end";

        if (pg) await ExecuteAsync(connection, "set session_replication_role = replica");
        await CustomersAsync(connection, id, day, deals / 2, deals * 3 / 4);
        var company = id.Replace("01900000", "01910000", StringComparison.Ordinal).Replace("n.i", $"n.i % {deals / 2}", StringComparison.Ordinal);
        await ExecuteAsync(connection, $"""
            {numbers}
            insert into deals (company_id, id, name, company_name, process_id, version_id, stage_id, position, stage_entered_at, outcome, outcome_at, close_note, value_minor, currency,
                owner_id, source, entry_source, product, tags, existing_customer, external_id, custom, created_at, version, evidenced_position,
                open_obstacles, open_critical, next_step_at, next_step, next_step_kind, last_activity_at)
            select {company}, {id}, 'Deal ' || n.i, 'Company ' || (n.i % {deals / 2}), p.id, p.current_version_id, s.id, s.position, {At($"{position} - 1")}, {outcome},
                case when {Fate} < 5 then null else {At(position)} end, '', (n.i * 137 % 900000) * 100, 'EUR', {owner}, 'source ' || (n.i % 9), 'source ' || (n.i % 9), '', '[]',
                false, '', {Custom}, {day}, 0, 1, 0, 0, case when n.i % 3 = 0 then {day} end, case when n.i % 3 = 0 then 'Call' else '' end,
                case when n.i % 3 = 0 then 'Call' else '' end, {day}
            from n join processes p on true join stages s on s.version_id = p.current_version_id and s.position = {position}
            """);

        for (var stage = 1; stage <= 7; stage++)
            await ExecuteAsync(connection, $"""
                {numbers}
                insert into stage_transitions (id, deal_id, seq, process_id, version_id, stage_id, stage_key, position, phase, after_sale, entered_at, entered_day,
                    left_at, left_day, date_only, left_to, kind, visit, skipped, reason, recorded_at, imported)
                select {id.Replace("-7000-8000-", $"-7{stage:000}-8000-", StringComparison.Ordinal)}, {id}, {stage}, p.id, p.current_version_id, s.id, s.key, s.position, 'contact', false,
                    {At($"{stage - 1}")}, {DayOf(At($"{stage - 1}"))},
                    case when {position} > {stage} or {Fate} >= 5 then {At($"{stage}")} end, case when {position} > {stage} or {Fate} >= 5 then {DayOf(At($"{stage}"))} end, false,
                    case when {position} > {stage} then 'next' when {Fate} < 5 then null when {Fate} < 8 then 'lost' else 'won' end,
                    {(stage == 1 ? "'Start'" : "'Forward'")}, 1, '[]', '', {At($"{stage - 1}")}, true
                from n join processes p on true join stages s on s.version_id = p.current_version_id and s.position = {stage}
                where {position} >= {stage}
                """);

        await PlansAsync(connection, numbers, id, owner, pg);
        await OwnFieldsAsync(connection, numbers, id, pg);
        if (history) await TimelineAsync(connection, numbers, id, day, owner, pg);
        await ExecuteAsync(connection, $"{numbers} insert into search_entries (id, kind, title, detail, text) select {id}, 'Deal', 'Deal ' || n.i, 'Company ' || (n.i % {deals / 2}), 'deal ' || n.i || ' company ' || (n.i % {deals / 2}) from n");
        if (pg) await TotalsAsync(connection);
        await ExecuteAsync(connection, pg ? "vacuum analyze" : "analyze");
        return seed;
    }

    /// <summary>What the triggers of PostgreSQL would have kept.</summary>
    private static async Task TotalsAsync(DbConnection connection)
    {
        foreach (var statement in new[]
        {
            "truncate deal_facts, deal_totals, funnel_totals, fact_stamps",
            "insert into deal_facts select * from deal_facts_now",
            "insert into fact_stamps (deal_id, stamp) select id, 0 from deals",
            """
            insert into deal_totals (process_id, stage_id, outcome, currency, owner_id, deals, value_minor, proven_minor)
            select process_id, stage_id, outcome, currency, owner_id, sum(deals), sum(value_minor), sum(proven_minor) from deal_shares group by process_id, stage_id, outcome, currency, owner_id
            """,
            """
            insert into funnel_totals (process_id, owner_id, has_entry, entry_position, highest, state, visited, deals)
            select process_id, owner_id, (entry_day is not null)::integer, entry_position, highest, state, visited, count(*) from deal_facts where not deleted
            group by process_id, owner_id, (entry_day is not null)::integer, entry_position, highest, state, visited
            """,
            "set session_replication_role = origin",
        }) await ExecuteAsync(connection, statement);
    }

    /// <summary>What is planned from twenty days ago until a year from now, and promises until half a year from now.</summary>
    private static async Task PlansAsync(DbConnection connection, string numbers, string id, string owner, bool pg)
    {
        string InDays(string days) => pg ? $"now() + make_interval(days => {days})" : $"strftime('%Y-%m-%d %H:%M:%S', 'now', ({days}) || ' days')";
        var (activity, commitment) = (id.Replace("01900000", "01940000", StringComparison.Ordinal), id.Replace("01900000", "01950000", StringComparison.Ordinal));
        await ExecuteAsync(connection, $"""
            {numbers}
            insert into activities (id, deal_id, type, text, owner_id, due_at, outcome, created_at, version)
            select {activity}, {id}, 'Call', 'Call about deal ' || n.i, {owner}, {InDays("n.i * 7 % 385 - 20")}, '', {InDays("-30")}, 0 from n where n.i % 10 < 5
            """);
        await ExecuteAsync(connection, $"""
            {numbers}
            insert into commitments (id, deal_id, text, by, state, verbal, condition, due, asked_at, version)
            select {commitment}, {id}, 'Noise report', 'Us', 'Given', false, '', {(pg ? $"cast({InDays("n.i % 190 - 5")} as date)" : $"date({InDays("n.i % 190 - 5")})")}, {InDays("-30")}, 0 from n where n.i % 10 < 2
            """);
    }

    /// <summary>Three fields of the workspace, filled in on every deal: a number, one of five choices, a text.</summary>
    private static async Task OwnFieldsAsync(DbConnection connection, string numbers, string id, bool pg)
    {
        var fields = new[] { ("weight", "Number", "cast(n.i % 5000 as text)", "n.i % 5000 * 10000"), ("terrain", "Choice", "'t' || (n.i % 5)", "null"), ("serial", "Text", "'x' || n.i", "null") };
        foreach (var ((key, type, text, number), index) in fields.Select((field, index) => (field, index)))
        {
            var field = $"01960000-0000-7000-8000-00000000000{index}";
            var options = key == "terrain" ? "[" + string.Join(',', Enumerable.Range(0, 5).Select(n => """{"key":"t?","label":{"en":"t?","de":"","pl":""}}""".Replace("?", $"{n}", StringComparison.Ordinal))) + "]" : "[]";
            await ExecuteAsync(connection, $$"""
                insert into custom_fields (id, record, key, label, type, options, target, formula, result, position, is_indexed, version)
                values ('{{field}}', 'Deal', '{{key}}', '{"en":"{{key}}","de":"","pl":""}', '{{type}}', '{{options}}', '', '', 'Number', {{index}}, true, 0)
                """);
            await ExecuteAsync(connection, $"{numbers} insert into custom_values (field_id, record_id, text, number) select {(pg ? $"cast('{field}' as uuid)" : $"'{field}'")}, {id}, {text}, {(number == "null" && pg ? "cast(null as bigint)" : number)} from n");
        }
    }

    /// <summary>What happened to each deal, ten times.</summary>
    private static Task TimelineAsync(DbConnection connection, string numbers, string id, string day, string owner, bool pg)
    {
        var (entry, change) = (id.Replace("01900000", "01970000", StringComparison.Ordinal), id.Replace("01900000", "01980000", StringComparison.Ordinal));
        var times = pg ? "generate_series(0, 9) as t(k)" : "(with recursive t(k) as (select 0 union all select k + 1 from t where k < 9) select k from t) as t";
        var each = entry.Replace("-7000-8000-", pg ? "-7' || lpad(cast(t.k as text), 3, '0') || '-8000-" : "-7' || printf('%03d', t.k) || '-8000-", StringComparison.Ordinal);
        return ExecuteAsync(connection, $$"""
            {{numbers}}
            insert into timeline (id, at, subject_id, by, change_id, kind, data, delivered_at, attempts)
            select {{each}}, {{day}}, {{id}}, {{owner}}, {{change}}, 'DealChanged', '{"subjectId":"01900000-0000-7000-8000-000000000000","dealId":"01900000-0000-7000-8000-000000000000","fields":["Source"]}', {{day}}, 0
            from n cross join {{times}}
            """);
    }

    /// <summary>Companies, and people who work there.</summary>
    private static async Task CustomersAsync(DbConnection connection, string id, string day, int companies, int people)
    {
        string Numbers(int count) => $"with recursive n(i) as (select 0 union all select n.i + 1 from n where n.i < {count - 1})";
        var (company, person, employment) = (id.Replace("01900000", "01910000", StringComparison.Ordinal), id.Replace("01900000", "01920000", StringComparison.Ordinal), id.Replace("01900000", "01930000", StringComparison.Ordinal));
        await ExecuteAsync(connection, $"""
            {Numbers(companies)}
            insert into companies (id, name, legal_form, vat_number, register_number, addresses, industry, domain, phone, tags, external_id, custom, name_key, created_at, version)
            select {company}, 'Company ' || n.i, 'GmbH', '', '', '[]', '', 'company' || n.i || '.example', '', '[]', '', '{Empty}', 'company ' || n.i, {day}, 0 from n
            """);
        await ExecuteAsync(connection, $"""
            {Numbers(people)}
            insert into people (id, first_name, last_name, salutation, title, emails, phones, language, tags, external_id, custom, name_key, main_email, created_at, version)
            select {person}, 'Kim', 'Person ' || n.i, 'None', '', '["kim' || n.i || '@company.example"]', '[]', '', '[]', '', '{Empty}', 'kim person ' || n.i, 'kim' || n.i || '@company.example', {day}, 0 from n
            """);
        await ExecuteAsync(connection, $"""
            {Numbers(people)}
            insert into employments (id, person_id, company_id, role, position) select {employment}, {person}, {company.Replace("n.i", $"n.i % {companies}", StringComparison.Ordinal)}, '', 0 from n
            """);
        await ExecuteAsync(connection, $"{Numbers(companies)} insert into search_entries (id, kind, title, detail, text) select {company}, 'Company', 'Company ' || n.i, '', 'company ' || n.i || ' gmbh' from n");
        await ExecuteAsync(connection, $"{Numbers(people)} insert into search_entries (id, kind, title, detail, text) select {person}, 'Person', 'Kim Person ' || n.i, '', 'kim person ' || n.i from n");
    }

    private const string Empty = "{}";

    private const string Custom = """'{"weight":"' || (n.i % 5000) || '","terrain":"t' || (n.i % 5) || '","serial":"x' || n.i || '"}'""";

    private static async Task<List<string>> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync()) values.Add(reader.GetString(0));
        return values;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 1800;
        await command.ExecuteNonQueryAsync();
    }
}
