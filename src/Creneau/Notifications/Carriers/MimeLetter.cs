using System.Text;
using MimeKit;
using MimeKit.Text;

namespace Creneau.Notifications.Carriers;

/// <summary>
/// Puts a written message into the envelope of a mail: text, HTML and the calendar as alternatives, the calendar attached as well.
/// </summary>
internal static class MimeLetter
{
    /// <param name="id">Of the message; gives the Message-Id, so that the same mail sent twice can be recognised.</param>
    /// <exception cref="ParseException">The address is not one.</exception>
    public static MimeMessage Of(Guid id, string address, WrittenMessage message, NotificationSettings settings, DateTimeOffset now)
    {
        var letter = new MimeMessage
        {
            MessageId = $"{id:N}@{new Uri(settings.PublicUrl).Host}",
            Date = now,
            Subject = message.Subject,
            Body = Body(message),
        };
        letter.From.Add(new MailboxAddress(settings.Mail.FromName, settings.Mail.From));
        letter.To.Add(new MailboxAddress(null, address));
        letter.Headers.Add(HeaderId.ContentLanguage, message.Language);

        // Keeps absence notices and other robots from answering
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        letter.Headers.Add("X-Auto-Response-Suppress", "All");
        return letter;
    }

    private static MimeEntity Body(WrittenMessage message)
    {
        var both = new MultipartAlternative { Part(TextFormat.Plain, message.Text) };
        if (message.Html is not null)
        {
            both.Add(Part(TextFormat.Html, message.Html));
        }

        if (message.Calendar is not { } calendar)
        {
            return both;
        }

        // Mail programs act on the alternative; people open the file
        var entry = CalendarPart(calendar);
        both.Add(entry);
        var file = CalendarPart(calendar);
        file.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment);
        file.FileName = calendar.Name;
        return new Multipart("mixed") { both, file };
    }

    private static TextPart Part(TextFormat format, string text)
    {
        var part = new TextPart(format) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        return part;
    }

    private static MimePart CalendarPart(CalendarFile calendar)
    {
        var part = new MimePart("text", "calendar")
        {
            Content = new MimeContent(new MemoryStream(calendar.Content)),
            ContentTransferEncoding = ContentEncoding.Base64,
        };
        part.ContentType.Parameters.Add("method", calendar.Method);
        part.ContentType.Parameters.Add("charset", "utf-8");
        return part;
    }
}
