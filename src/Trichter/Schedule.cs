using Trichter.Activities;
using Trichter.Activities.Repeat;
using Trichter.Billing.Recurring;
using Trichter.Campaigns.Chat;
using Trichter.Campaigns.Letters;
using Trichter.Campaigns.Mailings;
using Trichter.Campaigns.Returns;
using Trichter.Campaigns.Segments;
using Trichter.Customers.Consent.OptIn;
using Trichter.Customers.Privacy.Erase;
using Trichter.Customers.Privacy.Requests;
using Trichter.Customers.Privacy.Retention;
using Trichter.Deals.Close;
using Trichter.Deals.Evidence;
using Trichter.Deals.History;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Import;
using Trichter.Exchange.Webhooks;
using Trichter.Insight.ByMail;
using Trichter.Insight.Facts.Kept;
using Trichter.Insight.Forecast;
using Trichter.Insight.Probability;
using Trichter.Leads.FirstContact;
using Trichter.Ledger.Sealing;
using Trichter.Market.Lists;
using Trichter.Nurturing;
using Trichter.Platform.Jobs;
using Trichter.Platform.Mail;
using Trichter.Team.Bulk;
using Trichter.Team.CustomFields;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter;

/// <summary>Everything the application does by itself, and how often.</summary>
internal static class Schedule
{
    public static void AddSchedule(this WebApplicationBuilder builder)
    {
        builder.Every<TimelineDelivery>(TimeSpan.FromSeconds(1), (delivery, cancellation) => delivery.DeliverPendingAsync(cancellation));
        builder.Every<RunImports>(TimeSpan.FromSeconds(1), (imports, cancellation) => imports.RunWaitingAsync(cancellation));
        builder.Every<RunBulk>(TimeSpan.FromSeconds(1), (bulk, cancellation) => bulk.RunWaitingAsync(cancellation));
        builder.Every<IndexCustomFields>(TimeSpan.FromSeconds(2), (fields, cancellation) => fields.RunWaitingAsync(cancellation));
        builder.Every<RemindOfActivities>(TimeSpan.FromSeconds(30), (reminders, cancellation) => reminders.RunAsync(cancellation));
        builder.Every<MailNotifications>(TimeSpan.FromSeconds(15), (notifications, cancellation) => notifications.RunAsync(cancellation));
        builder.Every<SendMails>(TimeSpan.FromSeconds(2), (mails, cancellation) => mails.SendDueAsync(cancellation));
        builder.Every<FollowSegments>(TimeSpan.FromSeconds(5), (segments, cancellation) => segments.RunAsync(cancellation));
        builder.Every<SendMailings>(TimeSpan.FromSeconds(1), (mailings, cancellation) => mailings.RunAsync(cancellation));
        builder.Every<MakeLetters>(TimeSpan.FromSeconds(2), (letters, cancellation) => letters.RunAsync(cancellation));
        builder.Every<RunProgrammes>(TimeSpan.FromSeconds(30), (programmes, cancellation) => programmes.RunAsync(cancellation));
        builder.Every<ReadReturnBox>(TimeSpan.FromMinutes(1), (box, cancellation) => box.RunAsync(cancellation));
        builder.Every<ForgetSuspects>(TimeSpan.FromHours(1), (suspects, cancellation) => suspects.RunAsync(cancellation));
        builder.Every<KeepRequests>(TimeSpan.FromHours(1), (requests, cancellation) => requests.WatchAsync(cancellation));
        builder.Every<RunRetention>(TimeSpan.FromMinutes(1), (retention, cancellation) => retention.RunAsync(cancellation: cancellation));
        builder.Every<FinishErasures>(TimeSpan.FromHours(1), (erasures, cancellation) => erasures.RunAsync(cancellation));
        builder.Every<AnswerChat>(TimeSpan.FromHours(6), (chats, cancellation) => chats.ForgetAsync(cancellation));
        builder.Every<ConfirmOptIn>(TimeSpan.FromHours(6), (requests, cancellation) => requests.ForgetAsync(cancellation));
        builder.Every<SendMessages>(TimeSpan.FromSeconds(1), (messages, cancellation) => messages.SendDueAsync(cancellation));
        builder.Every<SealLedger>(TimeSpan.FromSeconds(5), (ledger, cancellation) => ledger.RunAsync(cancellation));
        builder.Every<FoldTotals>(TimeSpan.FromSeconds(10), (totals, cancellation) => totals.RunAsync(cancellation));
        builder.Every<WatchFirstContacts>(TimeSpan.FromSeconds(30), (watch, cancellation) => watch.RunAsync(cancellation));
        builder.Every<MakeOccurrences>(TimeSpan.FromMinutes(10), (series, cancellation) => series.RunAsync(cancellation));
        builder.Every<WakeParkedDeals>(TimeSpan.FromMinutes(10), (wake, cancellation) => wake.RunAsync(cancellation));
        builder.Every<Once>(TimeSpan.FromHours(1), (once, cancellation) => once.ForgetAsync(cancellation));
        builder.Every<TrainModels>(TimeSpan.FromMinutes(10), (models, cancellation) => models.RunAsync(cancellation));
        builder.Every<KeepForecasts>(TimeSpan.FromMinutes(10), (forecasts, cancellation) => forecasts.RunAsync(cancellation));
        builder.Every<SendReportMails>(TimeSpan.FromMinutes(1), (reports, cancellation) => reports.RunAsync(cancellation));
        builder.Every<ReadFactTable>(TimeSpan.FromSeconds(2), (facts, cancellation) => facts.FillAsync(cancellation));
        builder.Every<RunRecurring>(TimeSpan.FromHours(1), (recurring, cancellation) => recurring.RunAsync(cancellation));
        builder.Every<DealFigures>(TimeSpan.FromHours(1), (figures, cancellation) => figures.RefreshOpenAsync(cancellation));
    }
}
