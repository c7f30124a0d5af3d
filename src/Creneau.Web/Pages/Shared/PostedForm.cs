using Creneau.Text;
using Creneau.Web.Localization;

namespace Creneau.Web.Pages.Shared;

/// <summary>A form as it was posted; `_PostedForm` sends it again.</summary>
/// <param name="Address">Where it is sent.</param>
/// <param name="Button">Text of the button.</param>
public sealed record PostedForm(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields, string Button)
{
    private const string Token = "__RequestVerificationToken";

    /// <summary>Without the antiforgery token: a form that is sent again gets a new one.</summary>
    public IEnumerable<KeyValuePair<string, string>> FieldsWithoutToken => Fields.Where(posted => posted.Key is not Token);

    /// <summary>As it was sent: what was added for the button alone is left out.</summary>
    public IEnumerable<KeyValuePair<string, string>> FieldsOfRequest =>
        Fields.Where(posted => posted.Key != Access.TownHallFormFilter.SwitchField);

    /// <summary>The form of this request, also while an error page is rendered; without fields when the request has none.</summary>
    public static PostedForm Of(HttpRequest request, string button) => new(
        PageAddress.OfRequest(request.HttpContext).In(Wording.Current == Wording.English ? "en" : "fr"),
        request.HasFormContentType
            ? [.. request.Form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))]
            : [],
        button);
}
