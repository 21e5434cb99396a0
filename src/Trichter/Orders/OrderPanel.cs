using Microsoft.AspNetCore.Components;

namespace Trichter.Orders;

/// <summary>A part of an order's page; later modules add theirs. The component takes the parameters Open and MayChange.</summary>
public sealed record OrderPanel(Type Component, int Order)
{
    public static OrderPanel Of<T>(int order) where T : IComponent => new(typeof(T), order);
}
