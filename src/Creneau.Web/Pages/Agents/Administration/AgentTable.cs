using System.Text;
using CsvHelper;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Administration;

internal sealed record AgentTableRow(string Name, string Email, string Role, string LastSignIn, string SecondFactor);

/// <summary>Who has access, for a spreadsheet: semicolons and a byte order mark, as French ones expect; no cell is a formula.</summary>
internal static class AgentTable
{
    private static readonly CsvWriterOptions Format = new() { Separator = ';', Injection = CsvInjection.Escape };

    public static byte[] ToCsv(IEnumerable<AgentTableRow> rows, IStringLocalizer texts)
    {
        using var text = new StringWriter();
        using (var csv = CsvWriter.Create(text, Format, leaveOpen: true))
        {
            string[] headings = ["Name", "Email", "Role", "LastSignIn", "SecondFactorShort"];
            csv.WriteRecord([.. headings.Select(heading => texts[heading].Value)]);
            foreach (var row in rows)
            {
                csv.WriteRecord([row.Name, row.Email, row.Role, row.LastSignIn, row.SecondFactor]);
            }
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }
}
