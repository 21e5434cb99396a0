using Trichter.Platform.Language;

namespace Trichter.Activities;

/// <summary>How a call ended, in one click.</summary>
public enum CallResult
{
    [Says("Spoke")] Spoke,
    [Says("Call back")] CallBack,
    [Says("Not reached")] NotReached,
    [Says("Left a message")] LeftMessage,
}
