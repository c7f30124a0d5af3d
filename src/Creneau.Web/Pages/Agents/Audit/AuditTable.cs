using Creneau.Audit;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Audit;

/// <summary>
/// The audit as a table for a spreadsheet. Each page is sent before the next one is read, so that a year of rows needs no more memory
/// than a thousand.
/// </summary>
internal sealed class AuditTable(
    IAsyncEnumerable<AuditPage> pages, AuditWords words, IStringLocalizer<AuditTexts> texts, string fileName) : IActionResult
{
    private static readonly string[] Headings = ["When", "Who", "For", "What", "Subject", "From", "Before", "After", "Refusal"];

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, ct) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment")
        {
            FileName = fileName,
        }.ToString();
        await response.Body.WriteAsync(SpreadsheetCsv.Preamble, ct);
        await response.Body.WriteAsync(SpreadsheetCsv.Of([[.. Headings.Select(heading => texts[heading].Value)]]), ct);
        await foreach (var page in pages.WithCancellation(ct))
        {
            await response.Body.WriteAsync(SpreadsheetCsv.Of(page.Rows.Select(row => Cells(row, page))), ct);
        }
    }

    private string[] Cells(Storage.AuditRow row, AuditPage page) =>
    [
        words.When(row), words.Who(row, page), words.For(row, page.TownHallId), words.Operation(row), words.Subject(row, page),
        words.From(row), words.Codes(row.Before), words.Codes(row.After),
        words.Refusal(row) is { } why ? why.Length > 0 ? why : texts["Refused"] : "",
    ];
}
