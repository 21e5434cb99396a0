using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Trichter.Team.Absences;
using Trichter.Team.Account;
using Trichter.Team.Bulk;
using Trichter.Team.Coaching;
using Trichter.Team.CustomFields;
using Trichter.Team.FigureAgreements;
using Trichter.Team.History;
using Trichter.Team.Hours;
using Trichter.Team.Invite;
using Trichter.Team.Mail;
using Trichter.Team.Marks;
using Trichter.Team.Members;
using Trichter.Team.Notifications;
using Trichter.Team.OpenId;
using Trichter.Team.Passkeys;
using Trichter.Team.Roles;
using Trichter.Team.SecondFactor;
using Trichter.Team.Sessions;
using Trichter.Team.SignIn;
using Trichter.Team.Views;

namespace Trichter.Team;

internal static class TeamModule
{
    public static void AddTeam(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<Me>();
        services.AddSingleton<Shell.FirstRunGate>();
        services.AddScoped<SignInUser>();
        services.AddScoped<InviteUser>();
        services.AddScoped<ChangeMember>();
        services.AddScoped<MarkFavourite>();
        services.AddScoped<StartBulk>();
        services.AddScoped<RunBulk>();
        services.AddScoped<WriteCoachingNote>();
        services.AddScoped<SetRoleRule>();
        services.AddScoped<SetWorkingHours>();
        services.AddScoped<PastSight>();
        services.AddScoped<KeepViews>();
        services.AddScoped<Shell.FindPages>();
        services.AddScoped<UndoRights>();
        services.AddScoped<LedgerRights>();
        services.AddScoped<ChangeMe>();
        services.AddScoped<EndSessions>();
        services.AddScoped<ChangeSecondFactor>();
        services.AddScoped<HalfWay>();
        services.AddScoped<RecordNames>();
        services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.AddSingleton<IConfigureOptions<AuthorizationOptions>, RightPolicies>();
        services.AddScoped<IAuthorizationHandler, HasRightHandler>();
        services.AddSingleton(new MenuEntry(100, "Settings", "settings", "/settings/account"));
        services.AddSingleton(new SettingsEntry(10, "My account", "/settings/account", null));
        services.AddSingleton(new SettingsEntry(90, "Log", "/settings/log", Right.ManageWorkspace));
        services.AddSingleton(new SettingsEntry(20, "Team", "/settings/team", Right.ManageTeam));
        services.AddSingleton(new SettingsEntry(30, "Working hours", "/settings/hours", Right.ManageWorkspace));
        services.AddSingleton(new SettingsEntry(25, "Roles", "/settings/roles", Right.ManageWorkspace));

        services.AddAbsences();
        services.AddCustomFields();
        services.AddFigureAgreements();
        services.AddMail();
        services.AddNotifications();
        services.AddOpenId();
        services.AddPasskeys();
        services.AddDataProtection();
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new KeptNowhere());
        services.AddSingleton<IDataProtectionProvider, ProtectionByWorkspace>();
        services.AddAuthorization();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "trichter";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/not-allowed";
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.Events.OnValidatePrincipal = Session.ValidateAsync;
        });
        services.AddSingleton<DoorLimit>();
    }

    public static void MapTeam(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<Platform.Ui.StyleSheet>().Map(routes);
        routes.MapSignIn();
        routes.MapOpenId();
        routes.MapPasskeys();
        routes.MapViews();
        routes.MapMarks();
        routes.MapMembers();
        routes.MapAbsences();
        routes.MapCustomFields();
        routes.MapFigureAgreements();
        routes.MapMail();
        routes.MapNotifications();
        routes.MapRoles();
        routes.MapCoaching();
        routes.MapUndo();
    }
}
