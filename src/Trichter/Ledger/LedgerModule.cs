using Microsoft.EntityFrameworkCore.Diagnostics;
using Trichter.Ledger.AsOf;
using Trichter.Ledger.Live;
using Trichter.Ledger.Sealing;
using Trichter.Platform.Operation.Health;

namespace Trichter.Ledger;

internal static class LedgerModule
{
    public static void AddLedger(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Change>();
        builder.Services.AddScoped<UndoChange>();
        builder.Services.AddScoped<SealLedger>();
        builder.Services.AddScoped<EraseFromLedger>();
        builder.Services.AddScoped<IHealthCheck, SealHealth>();
        builder.Services.AddScoped<LookBack>();
        builder.Services.AddSingleton<LiveChanges>();
        builder.Services.AddScoped<LiveAnswer>();
        builder.Services.AddScoped<IInterceptor, TellAfterSave>();
        builder.Services.AddHostedService<ListenToDatabase>();
    }
}
