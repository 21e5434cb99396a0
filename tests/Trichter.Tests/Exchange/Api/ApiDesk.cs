using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Api.Tokens;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange.Api;

/// <summary>A program that works with a desk over the API, with a token of its own.</summary>
internal sealed class Caller(HttpClient http)
{
    public Task<Reply> GetAsync(string address, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, address, null, headers);

    public Task<Reply> PostAsync(string address, object body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, address, JsonContent.Create(body), headers);

    public Task<Reply> PatchAsync(string address, object body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Patch, address, JsonContent.Create(body), headers);

    public Task<Reply> DeleteAsync(string address, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Delete, address, null, headers);

    public Task<Reply> PostRawAsync(string address, byte[] body, string type = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return SendAsync(HttpMethod.Post, address, content);
    }

    public async Task<Reply> SendAsync(HttpMethod method, string address, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(address.StartsWith('/') ? address : $"/api/v1/{address}", UriKind.Relative)) { Content = body };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request);
        return new Reply(
            (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", response.Headers.ETag?.ToString() ?? "",
            response.Headers.Location?.ToString() ?? "", await response.Content.ReadAsStringAsync(), response.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value)));
    }
}

/// <summary>What the API answered.</summary>
internal sealed record Reply(int Status, string Type, string Tag, string Location, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string this[string name] => Json.GetProperty(name).ToString();

    public Guid Id => Json.GetProperty("id").GetGuid();

    public IEnumerable<JsonElement> Items => Json.GetProperty("items").EnumerateArray();

    public string ErrorOf(string field) => Json.GetProperty("errors").GetProperty(field).GetString()!;

    public Reply Expect(int status)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Text}");
        if (status >= 400)
        {
            Assert.Equal("application/problem+json", Type);
            Assert.Equal(status, Json.GetProperty("status").GetInt32());
            Assert.NotEmpty(this["title"]);
        }

        return this;
    }
}

internal static class ApiDesk
{
    public static async Task<string> TokenAsync(this Desk desk, string email = App.OwnerEmail, int days = 30, params ApiScope[] scopes)
    {
        var result = await desk.DoAsync<MakeToken, TokenResult>(
            async verb => await verb.RunAsync(await desk.App.InDbAsync(db => db.Users.SingleAsync(user => user.Email == email)), "Shop", scopes.Length == 0 ? [ApiScope.Admin] : scopes, days), email);
        return Assert.IsType<TokenResult.Made>(result).Secret;
    }

    public static async Task<Caller> CallAsync(this Desk desk, string email = App.OwnerEmail, params ApiScope[] scopes) => desk.CallWith(await desk.TokenAsync(email, 30, scopes));

    public static Caller CallWith(this Desk desk, string? token)
    {
        var http = desk.App.CreateDefaultClient();
        if (token is not null) http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return new Caller(http);
    }

    public static MultipartFormDataContent File(string content, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", "file.csv" } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        return form;
    }
}
