namespace Creneau.Notifications;

/// <summary>A message that the demo sent, as it was; such rows exist only in a database made by `creneau demo`.</summary>
public sealed class DemoMessage
{
    private DemoMessage()
    {
    }

    public DemoMessage(MessageChannel channel, string address, string subject, string text, string? html, DateTime atUtc)
    {
        Channel = channel;
        Address = address;
        Subject = subject;
        Text = text;
        Html = html;
        AtUtc = atUtc;
    }

    public long Id { get; private set; }
    public MessageChannel Channel { get; private set; }
    public string Address { get; private set; } = "";
    public string Subject { get; private set; } = "";
    public string Text { get; private set; } = "";
    public string? Html { get; private set; }
    public byte[]? Calendar { get; private set; }
    public DateTime AtUtc { get; private set; }

    public DemoMessage WithCalendar(byte[]? calendar)
    {
        Calendar = calendar;
        return this;
    }
}
