namespace Creneau.Web.Pages.Shared;

/// <summary>For `_Summary`, the box beside a form: what has been chosen so far, and a way to change it.</summary>
/// <param name="ChangeForm">Id of the form that is posted to <paramref name="ChangeHref"/>; null when that is a link.</param>
public sealed record Summary(
    string Title, IReadOnlyList<SummaryLine> Lines, string? ChangeText = null, string? ChangeHref = null, string? ChangeForm = null);

/// <param name="Detail">Set in plain weight under the value: an address under a name.</param>
public sealed record SummaryLine(string Term, string Value, string? Detail = null);
