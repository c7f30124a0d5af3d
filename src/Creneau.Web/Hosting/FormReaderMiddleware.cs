using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Creneau.Web.Hosting;

/// <summary>
/// Reads the form of a POST to a page, once, in UTF-8; a form that cannot be read is answered with a 4xx status. A form sent to
/// anything else, or to a page that stands in for a failed one, is dropped unread by taking the content type away.
/// </summary>
public sealed class FormReaderMiddleware(RequestDelegate next)
{
    /// <summary>Longest body of any request, in bytes. The form of six people with every field full is a tenth of it.</summary>
    public const long LongestBody = 512 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.HasFormContentType && !TakesForm(context))
        {
            request.ContentType = null;
        }
        else if (request.HasFormContentType && await ReadAsync(request) is { } errorStatus)
        {
            request.ContentType = null;
            if (!IsErrorPage(context))
            {
                context.Response.StatusCode = errorStatus;
                return;
            }
        }

        await next(context);
    }

    private static bool TakesForm(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
        && context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null
        && !HasFailed(context);

    /// <returns>The status that says what is wrong with the form; null when it was read.</returns>
    private static async Task<int?> ReadAsync(HttpRequest request)
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
            // One part of a multipart form has an encoding of its own
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

    /// <summary>The page for 429 offers to send the form again, so it is read for that one; for no other error page.</summary>
    private static bool HasFailed(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>() is not null
        || (IsErrorPage(context) && context.Response.StatusCode != StatusCodes.Status429TooManyRequests);

    private static bool IsErrorPage(HttpContext context) => context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
}
