using System.Text.Json;
using Trichter.Exchange.Api.Requests;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team.CustomFields;

namespace Trichter.Exchange.Api.Resources;

/// <summary>Reads the fields of the workspace from "custom": {"key": value}. Blank values are null or an empty text; keys that are left out stay as they are.</summary>
internal sealed class CustomJson(OwnFields own)
{
    private const string Custom = "custom";

    /// <summary>The values sent for fields of both kinds, in canonical form, by key; faults are kept with the request.</summary>
    /// <param name="trial">Each value is tried on this record.</param>
    public async Task<Dictionary<string, string>> TakeAsync<T>(RequestBody body, IReadOnlyList<FieldOf<T>> plain, T trial, CancellationToken cancellation) where T : class, IHasCustomFields
    {
        var typed = body.Take(plain, trial);
        if (body.Members(Custom) is not { } members) return typed;

        var kinds = (await own.CustomAsync<T>(cancellation: cancellation)).ToDictionary(field => field.Key, field => field.Kind);
        var sent = new Dictionary<string, string>();
        foreach (var (key, value) in members)
            if (!kinds.TryGetValue(CustomField.Prefix + key, out var kind)) body.Fault($"{Custom}.{key}", new Told("There is no such field that can be set."));
            else if (TextOf(kind, value) is var (text, fault) && fault is not null) body.Fault($"{Custom}.{key}", fault);
            else sent[CustomField.Prefix + key] = text;

        foreach (var field in (await own.CustomAsync([trial], [sent], cancellation)).Where(field => sent.ContainsKey(field.Key)))
        {
            var text = field.Typed?.Invoke(sent[field.Key]) ?? sent[field.Key];
            if (field.Access == FieldAccess.ReadOnly) body.Fault(NameOf(field.Key), new Told("This field is computed."));
            else if (field.Write(trial, text) is { } why) body.Fault(NameOf(field.Key), why);
            else typed[field.Key] = text;
        }

        return typed;
    }

    private static string NameOf(string key) => $"{Custom}.{key[CustomField.Prefix.Length..]}";

    private static (string Text, Told? Fault) TextOf(FieldKind kind, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => (YesNoWords.Yes, null),
        JsonValueKind.False => (YesNoWords.No, null),
        _ => FieldJson.Read(kind, value),
    };
}
