using Microsoft.AspNetCore.ResponseCompression;

namespace Trichter.Platform.Ui;

internal static class UiSetup
{
    /// <summary>A quote of a thousand lines, each with its fields.</summary>
    private const int MostFormValues = 20_000;

    public static void AddUi(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddHttpContextAccessor();
        builder.Services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(forms => forms.ValueCountLimit = MostFormValues);
        builder.Services.AddScoped<Language.Texts>();
        builder.Services.AddScoped<Toast>();
        builder.Services.AddScoped<TurnsOfParts>();
        builder.Services.AddSingleton<StyleSheet>();
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/problem+json"];
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "trichter-form");
    }
}
