using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Administration;

internal sealed record AgentTableRow(string Name, string Email, string Role, string LastSignIn, string SecondFactor);

/// <summary>Who has access, for a spreadsheet.</summary>
internal static class AgentTable
{
    private static readonly string[] Headings = ["Name", "Email", "Role", "LastSignIn", "SecondFactorShort"];

    public static byte[] ToCsv(IEnumerable<AgentTableRow> rows, IStringLocalizer texts) =>
    [
        .. SpreadsheetCsv.Preamble,
        .. SpreadsheetCsv.Of(
        [
            [.. Headings.Select(heading => texts[heading].Value)],
            .. rows.Select(row => new[] { row.Name, row.Email, row.Role, row.LastSignIn, row.SecondFactor }),
        ]),
    ];
}
