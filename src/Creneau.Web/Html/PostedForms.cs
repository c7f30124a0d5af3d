using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Creneau.Web.Html;

/// <summary>
/// A form is what is posted to a page, once, in UTF-8, and readable: here it is read, and whoever cannot be read is told
/// so. To anything else no form is sent: nobody after this reads one, the page that says what went wrong least of all.
/// </summary>
public sealed class PostedForms(RequestDelegate next)
{
    /// <summary>Bytes. Six people with all that fits into their fields are a tenth of it.</summary>
    public const long Longest = 512 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.HasFormContentType && !TakesForm(context))
        {
            request.ContentType = null;
        }
        else if (request.HasFormContentType && await FaultAsync(request) is { } fault)
        {
            request.ContentType = null;
            if (!IsForErrorPage(context))
            {
                context.Response.StatusCode = fault;
                return;
            }
        }

        await next(context);
    }

    private static bool TakesForm(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null && !HasFailed(context);

    /// <returns>The status that says what is wrong with the form; null when it is read.</returns>
    private static async Task<int?> FaultAsync(HttpRequest request)
    {
        var charset = HeaderUtilities.RemoveQuotes(request.GetTypedHeaders().ContentType!.Charset);
        if (charset.HasValue && !charset.Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase))
        {
            return StatusCodes.Status415UnsupportedMediaType;
        }

        try
        {
            await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return null;
        }
        catch (NotSupportedException)
        {
            // A part of it has an encoding of its own
            return StatusCodes.Status415UnsupportedMediaType;
        }
        catch (BadHttpRequestException error)
        {
            return error.StatusCode;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }

    /// <summary>What was refused for coming too often is read for its page, which offers to send it again; nothing else is.</summary>
    private static bool HasFailed(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>() is not null
        || (IsForErrorPage(context) && context.Response.StatusCode != StatusCodes.Status429TooManyRequests);

    private static bool IsForErrorPage(HttpContext context) => context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
}
