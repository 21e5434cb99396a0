using Trichter.Activities.Agenda;
using Trichter.Activities.Booking;
using Trichter.Activities.CallLists;
using Trichter.Activities.CallLists.Files;
using Trichter.Activities.Feed;
using Trichter.Activities.Finish;
using Trichter.Activities.Invitations;
using Trichter.Activities.Meetings;
using Trichter.Activities.Repeat;
using Trichter.Activities.Today;
using Trichter.Customers.Consent.Check;
using Trichter.Customers.Merge;
using Trichter.Customers.Privacy;
using Trichter.Customers.Privacy.Retention;
using Trichter.Deals.Evidence;
using Trichter.Deals.Record;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Team.Mail;

namespace Trichter.Activities;

internal static class ActivitiesModule
{
    public static void AddActivities(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<IKnowContacts, KnowCalls>();
        services.AddScoped<IHoldPersonalData, ActivitiesHoldings>();
        services.AddScoped<IKnowLastContact, ActivitiesRetention>();
        services.AddScoped<IHoldPeople, ActivitiesRetention>();
        services.AddScoped<NoteActivity>();
        services.AddScoped<CallTargets>();
        services.AddScoped<BeginCalls>();
        services.AddScoped<NoteStop>();
        services.AddScoped<ReadLastAndNext>();
        services.AddScoped<MakeSheet>();
        services.AddScoped<FinishActivity>();
        services.AddScoped<ProposeNext>();
        services.AddScoped<PlanActivity>();
        services.AddScoped<InviteByMail>();
        services.AddScoped<AnswerInvitation>();
        services.AddScoped<ITakeMail, TakeAnswer>();
        services.AddScoped<RemindOfActivities>();
        services.AddScoped<BusyTimes>();
        services.AddScoped<SetBookingPage>();
        services.AddScoped<FreeTimes>();
        services.AddScoped<TakeBooking>();
        services.AddScoped<ConfirmBooking>();
        services.AddSingleton(new SettingsEntry(14, "My booking page", "/settings/booking", Right.ChangeDeals));
        services.AddScoped<ShareCalendar>();
        services.AddSingleton(new SettingsEntry(12, "My calendar elsewhere", "/settings/calendar", Right.SeeDeals));
        services.AddScoped<RepeatActivity>();
        services.AddScoped<MakeOccurrences>();
        services.AddScoped<IAfterUndo, SeriesAfterUndo>();
        services.AddScoped<IFollowMerge, FollowMerge>();
        services.AddScoped<ReadMeeting>();
        services.AddScoped<CalendarReader>();
        services.AddSingleton(new MenuEntry(2, "Calendar", "calendar-month", CalendarPage.Address, Right.SeeDeals));
        services.AddScoped<ReadWork>();
        services.AddScoped<IQueueSource, RequestsInQueue>();
        services.AddScoped<IQueueSource, PlannedInQueue>();
        services.AddScoped<IQueueSource, PromisesInQueue>();
        services.AddScoped<IQueueSource, IdleInQueue>();
        services.AddSingleton(new MenuEntry(0, "Today", "sun", TodayPage.Address, Right.SeeDeals));
        services.AddScoped<AttachFile>();
        services.AddScoped<ActivitySource>();
        services.AddScoped<IEvidenceSource>(provider => provider.GetRequiredService<ActivitySource>());
        services.AddScoped<IDealFigure>(provider => provider.GetRequiredService<ActivitySource>());
        services.AddSingleton<ICriterionKind, ActivityWasDone>();
        services.AddSingleton<ICriterionKind, NextStepAgreed>();
        services.AddSingleton(DealPanel.Of<NextStepPanel>(DealPanelPlace.Top, 10));
        services.AddSingleton(DealPanel.Of<Composer>(DealPanelPlace.Middle, 10));
        services.AddSingleton(DealPanel.Of<PlannedPanel>(DealPanelPlace.Right, 5));
        services.AddSingleton(DealPanel.Of<FilesPanel>(DealPanelPlace.Right, 40));
    }

    public static void MapActivities(this IEndpointRouteBuilder routes)
    {
        routes.MapActivityForms();
        routes.MapCalendarFeeds();
        routes.MapBookings();
        routes.MapSheets();
    }
}
