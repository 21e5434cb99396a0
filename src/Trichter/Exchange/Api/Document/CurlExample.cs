using System.Text;
using Microsoft.OpenApi;
using Trichter.Exchange.Api.Answers;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Api.Document;

/// <summary>An operation as a line that can be pasted into a terminal.</summary>
internal static class CurlExample
{
    public static string Of(string baseAddress, string path, string method, OpenApiOperation operation)
    {
        var line = new StringBuilder("curl ");
        if (method != "GET") line.Append("-X ").Append(method).Append(' ');
        line.Append("-H \"Authorization: Bearer $TOKEN\"");
        if (operation.Parameters?.Any(parameter => parameter.Name == Once.Header) == true) line.Append(" -H \"Idempotency-Key: $(uuidgen)\"");

        foreach (var (type, content) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (content.Example is { } example) line.Append(" \\\n  -H \"Content-Type: ").Append(type).Append("\" -d '").Append(example.ToJsonString(AsJson.Options)).Append('\'');
            else foreach (var field in content.Schema?.Properties ?? new Dictionary<string, IOpenApiSchema>()) line.Append(" -F ").Append(field.Key).Append(field.Value.Format == "binary" ? "=@file.csv" : "=…");
        }

        return line.Append(" \\\n  ").Append(baseAddress.TrimEnd('/')).Append(path.Replace('{', '$').Replace("}", "", StringComparison.Ordinal)).ToString();
    }
}
