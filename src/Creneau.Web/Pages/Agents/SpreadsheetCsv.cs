using System.Text;
using CsvHelper;

namespace Creneau.Web.Pages.Agents;

/// <summary>Tables for a spreadsheet: semicolons and a byte order mark, as French ones expect; no cell is a formula.</summary>
internal static class SpreadsheetCsv
{
    private static readonly CsvWriterOptions Format = new() { Separator = ';', Injection = CsvInjection.Escape };

    /// <summary>What a file begins with.</summary>
    public static byte[] Preamble => Encoding.UTF8.Preamble.ToArray();

    /// <summary>Records, in UTF-8.</summary>
    public static byte[] Of(IEnumerable<string[]> records)
    {
        using var text = new StringWriter();
        using (var csv = CsvWriter.Create(text, Format, leaveOpen: true))
        {
            foreach (var record in records)
            {
                csv.WriteRecord(record);
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
