using Trichter.Platform.Language;

namespace Trichter.Platform.Fields;

/// <summary>What somebody may do with a field.</summary>
public enum FieldAccess
{
    [Says("Visible")] Visible,
    [Says("Read only")] ReadOnly,
    [Says("Hidden")] Hidden,
}
