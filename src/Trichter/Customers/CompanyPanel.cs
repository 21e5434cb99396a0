using Microsoft.AspNetCore.Components;

namespace Trichter.Customers;

/// <summary>A part of a company's page; later modules add theirs. The component takes one parameter, Company.</summary>
public sealed record CompanyPanel(Type Component, int Order)
{
    public static CompanyPanel Of<T>(int order) where T : IComponent => new(typeof(T), order);
}
