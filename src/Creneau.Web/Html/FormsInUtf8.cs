using System.Text;

namespace Creneau.Web.Html;

/// <summary>Our pages send UTF-8. What says that it comes in another encoding is refused: some of them cannot be read at all.</summary>
public sealed class FormsInUtf8(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.GetTypedHeaders().ContentType is not { Charset.HasValue: true } type
            || type.Charset.Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase))
        {
            return next(context);
        }

        // The page that says so must not try to read it either.
        request.ContentType = null;
        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }
}
