using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Platform.Fields;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Exchange.Export;

/// <summary>One table of the export.</summary>
internal sealed record ExportTable(string Name, IReadOnlyList<string> Columns, IAsyncEnumerable<IReadOnlyList<string?>> Rows);

/// <summary>What is exported: every record with all its stored fields, in the words of the database. No secrets.</summary>
internal static class ExportTables
{
    /// <summary>For who sees every record and field also the timeline and the ledger; for others what they see, and what belongs to it.</summary>
    public static IEnumerable<ExportTable> Of(Db db, Me me, LedgerRights rights)
    {
        var (companies, people, deals) = (db.Companies.VisibleTo(me, db), db.People.VisibleTo(me, db), db.Deals.VisibleTo(me, db));
        var isWhole = me.Sees<Company>() == Visibility.All && me.Sees<Person>() == Visibility.All && me.Sees<Deal>() == Visibility.All;
        IQueryable<T> Seen<T>(IQueryable<T> rows, Expression<Func<T, bool>> isSeen) => isWhole ? rows : rows.Where(isSeen);

        yield return Table(db, rights, "companies", companies.OrderBy(company => company.Id));
        yield return Table(db, rights, "people", people.OrderBy(person => person.Id));
        yield return Table(db, rights, "employments", Seen(db.Employments, its => people.Any(person => person.Id == its.PersonId) && companies.Any(company => company.Id == its.CompanyId)).OrderBy(employment => employment.Id));
        yield return Table(db, rights, "consent_events", Seen(db.ConsentEvents, its => people.Any(person => person.Id == its.PersonId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "consent_wordings", db.ConsentWordings.OrderBy(its => its.Id));
        yield return Table(db, rights, "person_privacy", Seen(db.PersonPrivacy, its => people.Any(person => person.Id == its.PersonId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "interest_notes", Seen(db.InterestNotes, its => people.Any(person => person.Id == its.PersonId)).OrderBy(its => its.Id));
        if (isWhole) yield return Table(db, rights, "privacy_requests", db.PrivacyRequests.OrderBy(its => its.Id));
        if (isWhole) yield return Table(db, rights, "legal_holds", db.LegalHolds.OrderBy(its => its.Id));
        if (isWhole) yield return Table(db, rights, "erasures", db.Erasures.OrderBy(its => its.Id));
        if (isWhole) yield return Table(db, rights, "figure_agreements", db.FigureAgreements.OrderBy(its => its.Id));
        if (isWhole) yield return Table(db, rights, "processing_notes", db.ProcessingNotes.OrderBy(its => its.Id));
        if (isWhole) yield return Table(db, rights, "retention_rules", db.RetentionRules.OrderBy(its => its.Id));
        if (isWhole) yield return Table(db, rights, "retention_runs", db.RetentionRuns.OrderBy(its => its.Id));
        if (isWhole) yield return Table(db, rights, "suppressions", db.Suppressions.OrderBy(its => its.Id));
        yield return Table(db, rights, "segments", db.Segments.OrderBy(its => its.Id));
        yield return Table(db, rights, "segment_members", Seen(db.SegmentMembers, its => people.Any(person => person.Id == its.PersonId)).OrderBy(its => its.SegmentId).ThenBy(its => its.PersonId));
        yield return Table(db, rights, "audience_exports", db.AudienceExports.OrderBy(its => its.Id));
        yield return Table(db, rights, "audience_members", Seen(db.AudienceMembers, its => people.Any(person => person.Id == its.PersonId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "suspect_lists", db.SuspectLists.OrderBy(its => its.Id));
        if (isWhole) yield return Table(db, rights, "suspects", db.Suspects.OrderBy(its => its.Id));
        yield return Table(db, rights, "customer_profiles", db.CustomerProfiles.OrderBy(its => its.Id));
        yield return Table(db, rights, "target_groups", db.TargetGroups.OrderBy(its => its.Id));
        yield return Table(db, rights, "industry_moves", db.IndustryMoves.OrderBy(its => its.OldCode).ThenBy(its => its.Path));
        yield return Table(db, rights, "industry_decisions", db.IndustryDecisions.OrderBy(its => its.Id));
        yield return Table(db, rights, "programmes", db.Programmes.OrderBy(its => its.Id));
        yield return Table(db, rights, "programme_versions", db.ProgrammeVersions.OrderBy(its => its.Id));
        yield return Table(db, rights, "enrolments", Seen(db.Enrolments, its => people.Any(person => person.Id == its.PersonId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "enrolment_notes", Seen(db.EnrolmentNotes, its => db.Enrolments.Any(enrolment => enrolment.Id == its.EnrolmentId && people.Any(person => person.Id == enrolment.PersonId))).OrderBy(its => its.Id));
        yield return Table(db, rights, "mailings", db.Mailings.OrderBy(its => its.Id));
        yield return Table(db, rights, "mailing_tests", db.MailingTests.OrderBy(its => its.Id));
        yield return Table(db, rights, "mailing_recipients", Seen(db.MailingRecipients, its => people.Any(person => person.Id == its.PersonId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "letters", db.Letters.OrderBy(its => its.Id));
        yield return Table(db, rights, "letter_recipients", Seen(db.LetterRecipients, its => people.Any(person => person.Id == its.PersonId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "landing_pages", db.LandingPages.OrderBy(its => its.Id));
        yield return Table(db, rights, "chat_scripts", db.Set<Campaigns.Chat.ChatScript>().OrderBy(its => its.Id));
        yield return Table(db, rights, "landing_versions", db.LandingVersions.OrderBy(its => its.PageId).ThenBy(its => its.Number));
        yield return Table(db, rights, "touches", Seen(db.Touches, its => people.Any(person => person.Id == its.PersonId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "cost_entries", db.CostEntries.OrderBy(its => its.Id));
        yield return Table(db, rights, "fairs", db.Fairs.OrderBy(its => its.Id));
        yield return Table(db, rights, "fair_entries", Seen(db.FairEntries, its => people.Any(person => person.Id == its.PersonId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "magnets", db.Magnets.OrderBy(its => its.Id));
        yield return Table(db, rights, "magnet_links", Seen(db.MagnetLinks, its => people.Any(person => person.Id == its.PersonId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "lead_inboxes", db.LeadInboxes.OrderBy(its => its.Id));
        yield return Table(db, rights, "lead_mails", Seen(db.LeadMails, its => people.Any(person => person.Id == its.PersonId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "tracked_links", db.TrackedLinks.OrderBy(its => its.Id));
        yield return Table(db, rights, "return_boxes", db.ReturnBoxes.OrderBy(its => its.Id));
        yield return Table(db, rights, "return_notes", Seen(db.ReturnNotes, its => people.Any(person => person.Id == its.PersonId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "visit_counts", db.VisitCounts.OrderBy(its => its.Key));
        yield return Table(db, rights, "deals", deals.OrderBy(deal => deal.Id));
        yield return Table(db, rights, "transitions", Seen(db.Transitions, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(row => row.DealId).ThenBy(row => row.Seq));
        yield return Table(db, rights, "activities", Seen(db.Activities, its => its.DealId == null ? companies.Any(company => company.Id == its.CompanyId) || people.Any(person => person.Id == its.PersonId) : deals.Any(deal => deal.Id == its.DealId)).OrderBy(activity => activity.Id));
        yield return Table(db, rights, "participants", Seen(db.Participants, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "obstacles", Seen(db.Obstacles, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(obstacle => obstacle.Id));
        yield return Table(db, rights, "commitments", Seen(db.Commitments, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(commitment => commitment.Id));
        yield return Table(db, rights, "hand_overs", Seen(db.HandOvers, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(handOver => handOver.Id));
        yield return Table(db, rights, "needs", Seen(db.Needs, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "stakeholders", Seen(db.Stakeholders, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "buying_steps", Seen(db.BuyingSteps, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "answers", Seen(db.Answers, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "lead_proposals", Seen(db.LeadProposals, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "score_rules", db.ScoreRules.OrderBy(its => its.Id));
        yield return Table(db, rights, "lead_clocks", Seen(db.LeadClocks, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "custom_fields", db.CustomFields.OrderBy(field => field.Id));
        yield return Table(db, rights, "objections", Seen(db.Objections, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "objection_replies", Seen(db.ObjectionReplies, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "competitor_offers", Seen(db.CompetitorOffers, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "trials", Seen(db.Trials, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "signals", Seen(db.Signals, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "negotiation_plans", Seen(db.NegotiationPlans, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "negotiation_rounds", Seen(db.NegotiationRounds, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "asks", Seen(db.Asks, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "concessions", Seen(db.Concessions, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "closing_questions", Seen(db.ClosingQuestions, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "concession_kinds", db.ConcessionKinds.OrderBy(its => its.Id));
        yield return Table(db, rights, "installed_items", Seen(db.InstalledItems, its => companies.Any(company => company.Id == its.CompanyId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "competitors", db.Competitors.OrderBy(its => its.Id));
        yield return Table(db, rights, "objection_kinds", db.ObjectionKinds.OrderBy(its => its.Id));
        yield return Table(db, rights, "proof_points", db.ProofPoints.OrderBy(its => its.Id));
        yield return Table(db, rights, "products", db.Products.OrderBy(its => its.Id));
        yield return Table(db, rights, "bundle_parts", db.BundleParts.OrderBy(its => its.Id));
        yield return Table(db, rights, "configurators", db.Configurators.OrderBy(its => its.Id));
        yield return Table(db, rights, "price_lists", Seen(db.PriceLists, its => its.CompanyId == null || companies.Any(company => company.Id == its.CompanyId)).OrderBy(its => its.Id));
        yield return Table(db, rights, "price_rows", Seen(db.PriceRows, its => db.PriceLists.Any(list => list.Id == its.ListId && (list.CompanyId == null || companies.Any(company => company.Id == list.CompanyId)))).OrderBy(its => its.Id));
        if (me.MaySee(DealFields.Value))
        {
            yield return Table(db, rights, "quotes", Seen(db.Quotes, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "quote_versions", Seen(db.QuoteVersions, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "quote_lines", Seen(db.QuoteLines, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.VersionId).ThenBy(its => its.Position));
            yield return Table(db, rights, "line_configurations", Seen(db.LineConfigurations, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "quote_acceptances", Seen(db.QuoteAcceptances, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "quote_comments", Seen(db.QuoteComments, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "contracts", Seen(db.Contracts, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "contract_signers", Seen(db.ContractSigners, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "contract_signatures", Seen(db.ContractSignatures, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "contract_annexes", Seen(db.ContractAnnexes, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "orders", Seen(db.Orders, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "order_lines", Seen(db.OrderLines, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.OrderId).ThenBy(its => its.Position));
            yield return Table(db, rights, "order_versions", Seen(db.OrderVersions, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "incoming_orders", Seen(db.IncomingOrders, its => its.CompanyId != null && companies.Any(company => company.Id == its.CompanyId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "departments", db.Departments.OrderBy(its => its.Id));
            yield return Table(db, rights, "order_hand_overs", Seen(db.OrderHandOvers, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "order_points", Seen(db.OrderPoints, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "deliveries", Seen(db.Deliveries, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "invoices", Seen(db.Invoices, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "invoice_lines", Seen(db.InvoiceLines, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.InvoiceId).ThenBy(its => its.Position));
            yield return Table(db, rights, "invoices_kept", Seen(db.InvoicesKept, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Place));
            yield return Table(db, rights, "invoice_dispatches", Seen(db.InvoiceDispatches, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "recurring_lines", Seen(db.RecurringLines, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "billed_periods", Seen(db.BilledPeriods, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "payments", Seen(db.Payments, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "allocations", Seen(db.Allocations, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "reminders", Seen(db.Reminders, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "invoice_remarks", Seen(db.InvoiceRemarks, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
            yield return Table(db, rights, "dunning_letters", Seen(db.DunningLetters, its => db.Reminders.Any(reminder => reminder.LetterId == its.Id) && !db.Reminders.Any(reminder => reminder.LetterId == its.Id && !deals.Any(deal => deal.Id == reminder.DealId))).OrderBy(its => its.Id));
            if (me.May(Right.Bill)) yield return Table(db, rights, "bank_lines", Seen(db.BankLines, its => db.Payments.Any(payment => payment.BankLineId == its.Id && deals.Any(deal => deal.Id == payment.DealId))).OrderBy(its => its.Id));
            yield return Table(db, rights, "need_coverages", Seen(db.NeedCoverages, its => deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.Id));
        }

        yield return Table(db, rights, "users", db.Users.OrderBy(user => user.Id));
        if (!isWhole || rights.HidesSomething) yield break;

        yield return Table(db, rights, "timeline", db.Timeline.OrderBy(entry => entry.Id));
        yield return Table(db, rights, "ledger", db.Ledger.OrderBy(entry => entry.Id));
    }

    private static ExportTable Table<T>(Db db, LedgerRights rights, string name, IQueryable<T> rows) where T : class
    {
        var fields = db.Model.FindEntityType(typeof(T))!.GetProperties()
            .Where(property => property.PropertyInfo is { } info && info.GetCustomAttribute<SecretAttribute>() is null && rights.MaySee(typeof(T).Name, info.Name)).Select(property => property.PropertyInfo!).ToList();
        var stored = rows.AsNoTracking().IgnoreAutoIncludes().AsAsyncEnumerable();
        return new ExportTable(
            name,
            [.. fields.Select(field => SnakeCaseNames.SnakeCase(field.Name))],
            stored.Select(record => (IReadOnlyList<string?>)[.. fields.Select(field => Text(field.GetValue(record)))]));
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime instant => instant.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        DateOnly day => Canonical.Of(day),
        bool yes => yes ? "true" : "false",
        Enum word => word.ToString(),
        IEnumerable<string> list => Canonical.Of(list),
        Guid id => id.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => AsJson.Write(value),
    };
}
