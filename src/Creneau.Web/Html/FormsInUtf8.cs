using System.Text;
using Microsoft.Net.Http.Headers;

namespace Creneau.Web.Html;

/// <summary>Our pages send UTF-8. A form that says it comes in another encoding is refused: some of them cannot be read at all.</summary>
public sealed class FormsInUtf8(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.HasFormContentType && !await IsReadAsync(request))
        {
            // The page that says so must not try to read it either.
            request.ContentType = null;
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        await next(context);
    }

    private static async Task<bool> IsReadAsync(HttpRequest request)
    {
        var charset = HeaderUtilities.RemoveQuotes(request.GetTypedHeaders().ContentType!.Charset);
        if (charset.HasValue && !charset.Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return true;
        }
        catch (NotSupportedException)
        {
            // A part of it has an encoding of its own
            return false;
        }
        catch (Exception error) when (error is InvalidDataException or BadHttpRequestException)
        {
            // Too large, cut off or no form: whoever reads it next says which
            return true;
        }
    }
}
