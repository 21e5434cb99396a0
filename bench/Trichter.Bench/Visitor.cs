using System.Net;
using System.Text.RegularExpressions;

namespace Trichter.Bench;

/// <summary>A signed-in browser without a screen: keeps its cookies, and the token that every form carries.</summary>
internal sealed partial class Visitor(Uri address) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer(), MaxConnectionsPerServer = 64 }) { BaseAddress = address };
    private string token = "";

    public async Task SignInAsync(string email, string password)
    {
        token = TokenIn(await http.GetStringAsync("/sign-in"));
        await PostAsync("/sign-in", ("_handler", "sign-in"), ("Form.Email", email), ("Form.Password", password));
        token = TokenIn(await http.GetStringAsync("/settings/account"));
    }

    public async Task<string> GetAsync(string path)
    {
        using var answer = await http.GetAsync(path);
        var page = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{(int)answer.StatusCode} {path}");
        return page;
    }

    /// <summary>Submits a form; one that is shown again instead of leading on was refused.</summary>
    /// <returns>Where it leads.</returns>
    public async Task<string> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await http.PostAsync(path, body);
        await answer.Content.ReadAsByteArrayAsync();
        if (answer.StatusCode is not (HttpStatusCode.Found or HttpStatusCode.SeeOther)) throw new InvalidOperationException($"{(int)answer.StatusCode} {path}");
        return answer.Headers.Location!.ToString();
    }

    /// <summary>Submits a form whose answer is shown in its place.</summary>
    public async Task SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await http.PostAsync(path, body);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }

    public void Dispose() => http.Dispose();

    private static string TokenIn(string html) => Token().Match(html).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
