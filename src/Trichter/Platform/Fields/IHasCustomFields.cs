using Trichter.Platform.Storage;

namespace Trichter.Platform.Fields;

/// <summary>A record that carries fields of the workspace's own beside those it is built with.</summary>
public interface IHasCustomFields : IRecorded
{
    /// <summary>Key of the field to its value in canonical form. Also holds what imports brought along without a definition.</summary>
    Dictionary<string, string> Custom { get; set; }

    /// <summary>The canonical value of a field it is built with; null where there is none of that key.</summary>
    (FieldKind Kind, string Value)? ValueOf(string key);
}
