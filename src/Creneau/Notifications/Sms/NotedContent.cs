using System.Net;

namespace Creneau.Notifications.Sms;

/// <summary>A body that knows whether it began to leave: if not, the message surely did not go out.</summary>
internal sealed class NotedContent : ByteArrayContent
{
    public NotedContent(byte[] body, string type)
        : base(body) => Headers.TryAddWithoutValidation("Content-Type", type);

    public bool HasBegun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        HasBegun = true;
        return base.SerializeToStreamAsync(stream, context);
    }
}
