using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Trichter.Tests.Support;

/// <summary>Reads pages and submits the forms found on them, as a browser without JavaScript would.</summary>
internal sealed class Browser(HttpClient http)
{
    public IHtmlDocument Page { get; private set; } = null!;
    public Uri Address { get; private set; } = null!;
    public HttpClient Http => http;

    public string Text => System.Text.RegularExpressions.Regex.Replace(Page.Body!.TextContent, @"\s+", " ");

    public async Task VisitAsync(string path) => await ShowAsync(await http.GetAsync(new Uri(path, UriKind.Relative)));

    public Task SubmitAsync(string formSelector, params (string Name, object Value)[] answers) => PressAsync(formSelector, "", "", answers);

    /// <summary>Submits a form by one of its buttons, told by name and value.</summary>
    public async Task PressAsync(string formSelector, string button, string buttonValue, params (string Name, object Value)[] answers)
    {
        var form = FormOf(formSelector);
        foreach (var (name, value) in answers)
            Answer(form, name, value.ToString()!);

        var fields = FieldsOf(form).ToList();
        if (button.Length > 0) fields.Add(KeyValuePair.Create(button, buttonValue));
        using var body = new FormUrlEncodedContent(fields);
        await ShowAsync(form.Method == "get"
            ? await http.GetAsync(new UriBuilder(TargetOf(form)) { Query = await body.ReadAsStringAsync() }.Uri)
            : await http.PostAsync(TargetOf(form), body));
    }

    /// <summary>Submits a form that carries a file.</summary>
    public async Task UploadAsync(string formSelector, string field, string fileName, byte[] content, params (string Name, object Value)[] answers)
    {
        var form = FormOf(formSelector);
        foreach (var (name, value) in answers)
            Answer(form, name, value.ToString()!);

        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in FieldsOf(form)) body.Add(new StringContent(value), name);
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        body.Add(file, field, fileName);
        await ShowAsync(await http.PostAsync(TargetOf(form), body));
    }

    public async Task<byte[]> DownloadAsync(string path)
    {
        var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {path}");
        return await response.Content.ReadAsByteArrayAsync();
    }

    private IHtmlFormElement FormOf(string selector) => (IHtmlFormElement)(Page.QuerySelector(selector)
        ?? throw new InvalidOperationException($"No {selector} on {Address}:\n{Page.Body?.TextContent}"));

    private Uri TargetOf(IHtmlFormElement form) => new(Address, form.GetAttribute("action") ?? Address.ToString());

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(IHtmlFormElement form) =>
        form.Elements.OfType<IHtmlInputElement>()
            .Where(input => input.Type is not ("file" or "submit") && !string.IsNullOrEmpty(input.Name))
            .Where(input => input.Type is not ("checkbox" or "radio") || input.IsChecked)
            .Select(input => KeyValuePair.Create(input.Name!, input.Value))
            .Concat(form.Elements.OfType<IHtmlSelectElement>().Where(select => !string.IsNullOrEmpty(select.Name))
                .Select(select => KeyValuePair.Create(select.Name!, select.Value ?? "")))
            .Concat(form.Elements.OfType<IHtmlTextAreaElement>().Where(area => !string.IsNullOrEmpty(area.Name))
                .Select(area => KeyValuePair.Create(area.Name!, area.Value)));

    private static void Answer(IHtmlFormElement form, string name, string value)
    {
        switch (form.Elements[name])
        {
            case IHtmlSelectElement select:
                select.Value = value;
                break;
            case IHtmlTextAreaElement area:
                area.Value = value;
                break;
            case IHtmlInputElement { Type: "checkbox" } when form.Elements.OfType<IHtmlInputElement>().Where(input => input.Name == name).Skip(1).Any():
                form.Elements.OfType<IHtmlInputElement>().Single(input => input.Name == name && input.Value == value).IsChecked = true;
                break;
            case IHtmlInputElement { Type: "checkbox" } checkbox:
                checkbox.IsChecked = checkbox.Value == value || value is "true" or "True";
                break;
            case IHtmlInputElement { Type: "radio" }:
                foreach (var radio in form.Elements.OfType<IHtmlInputElement>().Where(input => input.Name == name))
                    radio.IsChecked = radio.Value == value;
                break;
            case IHtmlInputElement input:
                input.Value = value;
                break;
            default:
                throw new InvalidOperationException($"No field {name} in the form.");
        }
    }

    private async Task ShowAsync(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {response.RequestMessage!.RequestUri}\n{html}");
        Address = response.RequestMessage!.RequestUri!;
        Page = new HtmlParser().ParseDocument(html);
    }
}
