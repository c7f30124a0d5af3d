using Creneau.Notifications.Sms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Creneau.Web.Api;

/// <summary>Where a Kannel gateway tells what became of an SMS; open to whoever was given the address of that message.</summary>
public static class SmsReportApi
{
    private const int LongestAnswer = 500;

    public static void MapSmsReports(this IEndpointRouteBuilder routes) =>
        routes.MapGet(SmsReportTokens.Path + "/{token}", NoteAsync).ExcludeFromDescription().AllowAnonymous().DisableRateLimiting();

    private static async Task<Results<Ok, NotFound>> NoteAsync(
        string token, int? status, string? answer, SmsReportTokens tokens, NoteReport reports, CancellationToken ct)
    {
        if (tokens.MessageOf(token) is not { } id)
        {
            return TypedResults.NotFound();
        }

        var words = answer is { Length: > LongestAnswer } ? answer[..LongestAnswer] : answer;
        await reports.NoteAsync(id, phone => KannelReport.Read(status ?? 0, words, phone), ct);
        return TypedResults.Ok();
    }
}
