using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Requests;

namespace Trichter.Exchange.Api.Document;

/// <summary>Puts what the endpoints say of themselves into the OpenAPI document.</summary>
internal static class DescribeApi
{
    public const string Document = "v1";
    private static readonly int[] Failures = [400, 401, 403, 404, 409, 412, 422, 429];

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<Operation>().Any();
        options.AddDocumentTransformer((document, _, _) => DescribeAsync(document));
        options.AddOperationTransformer((operation, context, _) => DescribeAsync(operation, context));
    }

    private static Task DescribeAsync(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo { Title = "Trichter", Version = "v1", Description = "Companies, people, deals, processes, reports and imports. docs/api.md tells about paging, keys and versions." };
        foreach (var (name, schema) in Schemas.All(document)) document.AddComponent(name, schema);
        document.AddComponent("token", new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" });
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
        document.Tags = new HashSet<OpenApiTag>();
        foreach (var (path, item) in document.Paths)
        {
            var resource = path[(ApiPath.Root.Length + 1)..].Split('/')[0];
            document.Tags.Add(new OpenApiTag { Name = resource });
            foreach (var (_, operation) in item.Operations ?? []) operation.Tags = new HashSet<OpenApiTagReference> { new(resource, document) };
        }

        return Task.CompletedTask;
    }

    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var (metadata, document) = (context.Description.ActionDescriptor.EndpointMetadata, context.Document);
        var its = metadata.OfType<Operation>().Single();
        var body = metadata.OfType<OperationBody>().FirstOrDefault();
        var isPost = context.Description.HttpMethod == "POST";

        operation.Summary = its.Summary.Key;
        operation.Description = Described.RightOf(metadata) is { } right ? $"Needs the right {right}." : null;
        operation.Parameters ??= [];
        foreach (var name in its.Filters.Concat(body?.Options ?? [])) Add(operation, name, ParameterLocation.Query);
        if (its.Answer?.EndsWith("List", StringComparison.Ordinal) == true)
            foreach (var name in new[] { "sort", "limit", "cursor" }) Add(operation, name, ParameterLocation.Query);
        if (metadata.OfType<OnceOnly>().Any()) Add(operation, Once.Header, ParameterLocation.Header);
        if (context.Description.RelativePath!.Contains('{', StringComparison.Ordinal) && context.Description.HttpMethod != "GET") Add(operation, "If-Match", ParameterLocation.Header);

        operation.RequestBody = BodyOf(body, metadata.OfType<OperationForm>().FirstOrDefault(), document);
        operation.Responses = ResponsesOf(its, metadata.OfType<OnceOnly>().Any() && isPost, document);
        return Task.CompletedTask;
    }

    private static OpenApiRequestBody? BodyOf(OperationBody? body, OperationForm? form, OpenApiDocument? document)
    {
        if (body is not null) return new OpenApiRequestBody { Content = Content(Answer.Json, body.Schema, document, JsonNode.Parse(body.Example)) };
        if (form is null) return null;

        var fields = form.Fields.Select(field => field.Split('=')).ToDictionary(
            pair => pair[0], pair => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.String, Format = pair[1].StartsWith('@') ? "binary" : null });
        return new OpenApiRequestBody
        {
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = fields } },
            },
        };
    }

    private static OpenApiResponses ResponsesOf(Operation operation, bool creates, OpenApiDocument? document)
    {
        var good = operation.Answer is null ? "204" : operation.Answer == "Import" && creates ? "202" : creates ? "201" : "200";
        var responses = new OpenApiResponses
        {
            [good] = new OpenApiResponse { Description = "Done", Content = operation.Answer is { } name ? Content(Answer.Json, name, document) : null },
        };
        foreach (var status in Failures)
            responses[$"{status}"] = new OpenApiResponse { Description = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status), Content = Content(Answer.ProblemJson, "Problem", document) };
        return responses;
    }

    private static Dictionary<string, OpenApiMediaType> Content(string type, string schema, OpenApiDocument? document, JsonNode? example = null) =>
        new() { [type] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(schema, document), Example = example } };

    private static void Add(OpenApiOperation operation, string name, ParameterLocation place) => operation.Parameters!.Add(new OpenApiParameter
    {
        Name = name,
        In = place,
        Schema = name == "limit"
            ? new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{ListQuery.Most}" }
            : new OpenApiSchema { Type = name == "even_if_similar" ? JsonSchemaType.Boolean : JsonSchemaType.String },
    });
}
