using Microsoft.AspNetCore.Components;

namespace Trichter.Platform.Ui;

/// <summary>
/// What every page and part inherits: it is rendered once, after all is read, and once more after a form was handled. The framework's own base
/// renders also in the middle, while a query is under way; a page served in one piece shows nobody that half, but pays for it and can stumble over it.
/// </summary>
public abstract class ReadThenRender : ComponentBase, IHandleEvent
{
    private bool isInitialized;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);

        if (!isInitialized)
        {
            isInitialized = true;
            OnInitialized();
            await OnInitializedAsync();
        }

        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        await item.InvokeAsync(arg);
        StateHasChanged();
    }
}
