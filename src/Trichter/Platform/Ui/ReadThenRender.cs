using Microsoft.AspNetCore.Components;

namespace Trichter.Platform.Ui;

/// <summary>
/// What every page and part inherits: it is rendered once, after all is read, and once more after a form was handled. The framework's own base
/// renders also in the middle, while a query is under way; a page served in one piece shows nobody that half, but pays for it and can stumble over it.
/// Parts read one after another, so that they can share a context and a connection.
/// </summary>
public abstract class ReadThenRender : ComponentBase, IHandleEvent
{
    private bool isInitialized;

    [Inject] private TurnsOfParts Turns { get; set; } = null!;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        using (await Turns.TakeAsync()) await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        if (!isInitialized)
        {
            isInitialized = true;
            OnInitialized();
            await OnInitializedAsync();
        }

        OnParametersSet();
        await OnParametersSetAsync();
    }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        await item.InvokeAsync(arg);
        StateHasChanged();
    }
}
