using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Leads.Proposals;

/// <summary>Proposing, accepting and rejecting leads, from the page of the deal and from the list.</summary>
internal static class LeadForms
{
    public static void MapLeadForms(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/deals/{id:guid}/lead/propose", async (HttpContext http, Guid id, [FromForm] string? note, ProposeLead verb, Change change, Toast toast) =>
        {
            if (await verb.RunAsync(id, note ?? "") is { } fault) return LookAgain.At(http, fault, $"/deals/{id}");
            toast.Say(new Told("Proposed to sales"), change.Id);
            return Results.LocalRedirect($"/deals/{id}");
        }).RequireAuthorization(new AllowedByAttribute(Right.ProposeLeads));

        var sales = routes.MapGroup("/deals/{id:guid}/lead").RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));
        sales.MapPost("/accept", async (HttpContext http, Guid id, [FromForm] string? returnUrl, AnswerProposal verb, Change change, Toast toast) =>
            Answer(http, id, returnUrl, await verb.AcceptAsync(id), new Told("Lead accepted"), change, toast));
        sales.MapPost("/reject", async (HttpContext http, Guid id, [FromForm] RejectReason? reason, [FromForm] string? note, [FromForm] string? returnUrl, AnswerProposal verb, Change change, Toast toast) =>
            Answer(http, id, returnUrl, await verb.RejectAsync(id, reason, note ?? ""), new Told("Lead rejected"), change, toast));
    }

    private static IResult Answer(HttpContext http, Guid id, string? returnUrl, ProposalResult result, Told done, Change change, Toast toast)
    {
        var back = returnUrl is { Length: > 0 } ? LocalAddress.Of(returnUrl) : $"/deals/{id}";
        switch (result)
        {
            case ProposalResult.Answered:
                toast.Say(done, change.Id);
                return Results.LocalRedirect(back);
            case ProposalResult.Faulty faulty:
                return LookAgain.At(http, faulty.Why, back);
            case ProposalResult.NothingWaits:
                toast.Say(new Told("Nothing waits here any more"));
                return Results.LocalRedirect(back);
            default:
                return Results.NotFound();
        }
    }
}
