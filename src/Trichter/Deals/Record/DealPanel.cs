using Microsoft.AspNetCore.Components;
using Trichter.Deals.Evidence;
using Trichter.Process;

namespace Trichter.Deals.Record;

/// <summary>A part of the deal's page; later modules add theirs. The component takes one parameter, View.</summary>
public sealed record DealPanel(Type Component, DealPanelPlace Place, int Order)
{
    public static DealPanel Of<T>(DealPanelPlace place, int order) where T : IComponent => new(typeof(T), place, order);
}

public enum DealPanelPlace
{
    Top,
    Left,
    Middle,
    Right,
}

/// <summary>What every panel of a deal's page is given.</summary>
public sealed record DealView(Deal Deal, SalesProcess Process, ProcessVersion Version, DealEvidence Evidence, bool MayChange)
{
    public string Address => $"/deals/{Deal.Id}";
}
