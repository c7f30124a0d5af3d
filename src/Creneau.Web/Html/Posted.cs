using Creneau.Text;

namespace Creneau.Web.Html;

/// <summary>A form as it was sent, and where to: for `_Posted`, which sends it once more, nothing typed twice.</summary>
/// <param name="Button">What the button says.</param>
public sealed record Posted(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields, string Button)
{
    private const string Token = "__RequestVerificationToken";

    /// <summary>Without the token: whoever sends them once more brings a new one.</summary>
    public IEnumerable<KeyValuePair<string, string>> FieldsAnew => Fields.Where(sent => sent.Key is not Token);

    /// <summary>Of the page that was asked for, also when an error page stands in its place.</summary>
    public static Posted Of(HttpRequest request, string button) => new(
        PageAddress.OfRequest(request.HttpContext).In(Wording.Current == Wording.English ? "en" : "fr"),
        request.HasFormContentType ? [.. request.Form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))] : [],
        button);
}
