using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Trichter.Team;

/// <summary>A page or endpoint for those whose role has the right.</summary>
public sealed class AllowedByAttribute : AuthorizeAttribute
{
    public AllowedByAttribute(Right right) => Policy = right.ToString();
}

internal sealed record HasRight(Right Right) : IAuthorizationRequirement;

internal sealed class HasRightHandler(Me me) : AuthorizationHandler<HasRight>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, HasRight requirement)
    {
        if (me.IsSignedIn && me.May(requirement.Right)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

internal sealed class RightPolicies : IConfigureOptions<AuthorizationOptions>
{
    public void Configure(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        foreach (var right in Enum.GetValues<Right>())
            options.AddPolicy(right.ToString(), policy => policy.RequireAuthenticatedUser().AddRequirements(new HasRight(right)));
    }
}
