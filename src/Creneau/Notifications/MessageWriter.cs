using System.Globalization;
using Creneau.Keys;
using Creneau.Notifications.Sms;
using Fluid.Values;

namespace Creneau.Notifications;

/// <summary>
/// Turns a row of the outbox into what its recipient reads. Code and link are made here and nowhere kept.
/// </summary>
/// <remarks>
/// Each purpose has, per language, a text (its first line is the subject), an HTML and an SMS template. An SMS template
/// holds several wordings, from the longest to the shortest, apart by a line of two dashes: the first that fits is used.
/// </remarks>
public sealed class MessageWriter(PlatformKeys keys, MessageLinks links)
{
    private const string NextWording = "\n--\n";

    /// <exception cref="InvalidOperationException">A code is to be sent and its secret is gone, or a message lacks its
    /// appointment.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The secret was not made with these keys.</exception>
    public WrittenMessage Write(OutboxMessage message)
    {
        var values = Values(message);
        var name = $"{Language(message)}/{Template(message.Purpose)}";
        return message.Channel == MessageChannel.Sms
            ? new WrittenMessage(Language(message), "", Sms(name, values), null, null)
            : Mail(message, name, values);
    }

    private WrittenMessage Mail(OutboxMessage message, string name, Dictionary<string, FluidValue> values)
    {
        var language = Language(message);
        var (subject, text) = TextOf(language, name, values);
        return new WrittenMessage(language, subject, text, HtmlOf(language, name, subject, values), Calendar(message, language));
    }

    private static (string Subject, string Text) TextOf(string language, string name, Dictionary<string, FluidValue> values)
    {
        var written = MessageTemplates.Text($"{name}.txt", values).ReplaceLineEndings("\n").Split('\n', 2);
        var body = With(values, "body", written[1].Trim());
        var text = MessageTemplates.Text($"{language}/layout.txt", body).ReplaceLineEndings("\n").Trim() + "\n";
        return (Typeset(language, written[0].Trim()), Typeset(language, text));
    }

    private static string HtmlOf(string language, string name, string subject, Dictionary<string, FluidValue> values)
    {
        // Spaces are set in the parts: in the layout's styles they would be mistakes
        var body = With(values, "body", Typeset(language, MessageTemplates.Markup($"{name}.html", values)));
        var whole = With(body, "footer", Typeset(language, MessageTemplates.Markup($"{language}/footer.html", values)));
        whole["subject"] = new StringValue(subject);
        return MessageTemplates.Markup("layout.html", whole);
    }

    private static string Sms(string name, Dictionary<string, FluidValue> values)
    {
        var wordings = MessageTemplates.Text($"{name}.sms", values).ReplaceLineEndings("\n").Split(NextWording);
        var written = wordings.Select(wording => Gsm7.Transliterate(wording.Trim())).ToList();
        return written.Find(Gsm7.FitsOneSms) ?? written[^1];
    }

    private CalendarFile? Calendar(OutboxMessage message, string language)
    {
        if (message.AppointmentId is not { } id || message.Purpose is MessagePurpose.Code or MessagePurpose.SomebodyTried
            or MessagePurpose.Reminder)
        {
            return null;
        }

        var facts = MessageFacts.From(message.Facts);
        var calendar = new AppointmentCalendar(links);
        return message.Purpose == MessagePurpose.Cancelled
            ? calendar.Cancelling(id, facts, language, message.CreatedUtc)
            : calendar.Of(id, facts, language, message.CreatedUtc);
    }

    /// <summary>A code message is given the code alone, so that no template can say more than that.</summary>
    private Dictionary<string, FluidValue> Values(OutboxMessage message)
    {
        var language = Language(message);
        var values = new Dictionary<string, FluidValue>
        {
            ["lang"] = new StringValue(language),
            ["home"] = new StringValue(links.Home(language)),
        };
        return message.Purpose switch
        {
            MessagePurpose.Code => WithCode(values, message),
            MessagePurpose.AgentInvitation or MessagePurpose.PasswordLink or MessagePurpose.AgentAdded
                or MessagePurpose.AccountUnused => WithAgent(values, message),
            MessagePurpose.Confirmation or MessagePurpose.Moved or MessagePurpose.Cancelled or MessagePurpose.PartyChanged
                or MessagePurpose.SomebodyTried or MessagePurpose.Restored or MessagePurpose.Reminder =>
                WithAppointment(values, message, language),
        };
    }

    private Dictionary<string, FluidValue> WithCode(Dictionary<string, FluidValue> values, OutboxMessage message)
    {
        var secret = message.Secret ?? throw new InvalidOperationException("The code was erased.");
        values["code"] = new StringValue(keys.Decrypt(secret));
        values["minutes"] = new StringValue(
            Math.Round((message.UselessAfterUtc - message.CreatedUtc).TotalMinutes).ToString(CultureInfo.InvariantCulture));
        return values;
    }

    private Dictionary<string, FluidValue> WithAgent(Dictionary<string, FluidValue> values, OutboxMessage message)
    {
        var facts = AgentFacts.From(message.Facts);
        values["place"] = new StringValue(facts.Place);
        values["by"] = new StringValue(facts.By);
        values["days"] = new StringValue((facts.Hours / 24).ToString(CultureInfo.InvariantCulture));
        values["hours"] = new StringValue(facts.Hours.ToString(CultureInfo.InvariantCulture));
        values["address"] = new StringValue(message.Address);
        values["agents"] = new StringValue(links.Agents);
        values["link"] = new StringValue(links.AgentPassword(facts.AgentId, facts.LinkVersion));
        return values;
    }

    private Dictionary<string, FluidValue> WithAppointment(Dictionary<string, FluidValue> values, OutboxMessage message, string language)
    {
        var id = message.AppointmentId ?? throw new InvalidOperationException("The message is about no appointment.");
        var facts = MessageFacts.From(message.Facts);
        foreach (var (name, text) in AppointmentValues.Of(facts, language))
        {
            values[name] = text;
        }

        values["link"] = new StringValue(links.Appointment(id, facts.TokenVersion, language));
        values["short_link"] = new StringValue(links.ShortLink(id, facts.TokenVersion));
        foreach (var act in Enum.GetValues<AppointmentAct>())
        {
            values[$"{act}_link".ToLowerInvariant()] = new StringValue(links.Act(id, facts.TokenVersion, language, act));
        }

        values["documents"] = new StringValue(links.Documents(facts, language));
        values["appointment_text"] = MessageTemplates.Finished(MessageTemplates.Text($"{language}/appointment.txt", values));
        values["appointment_html"] = MessageTemplates.Finished(MessageTemplates.Markup($"{language}/appointment.html", values));
        return values;
    }

    private static Dictionary<string, FluidValue> With(Dictionary<string, FluidValue> values, string name, string rendered) =>
        new(values) { [name] = MessageTemplates.Finished(rendered) };

    private static string Typeset(string language, string text) => Text.Wording.Of(language).Typeset(text);

    private static string Language(OutboxMessage message) => message.Language == "en" ? "en" : "fr";

    private static string Template(MessagePurpose purpose) => purpose switch
    {
        MessagePurpose.Code => "code",
        MessagePurpose.Confirmation => "confirmation",
        MessagePurpose.Moved => "moved",
        MessagePurpose.Cancelled => "cancelled",
        MessagePurpose.PartyChanged => "party-changed",
        MessagePurpose.SomebodyTried => "somebody-tried",
        MessagePurpose.AgentInvitation => "agent-invitation",
        MessagePurpose.PasswordLink => "password-link",
        MessagePurpose.AgentAdded => "agent-added",
        MessagePurpose.AccountUnused => "account-unused",
        MessagePurpose.Restored => "restored",
        MessagePurpose.Reminder => "reminder",
    };
}

/// <summary>A message as the recipient reads it.</summary>
/// <param name="Language">"fr" or "en".</param>
/// <param name="Subject">One line; empty for an SMS.</param>
/// <param name="Text">Complete without the HTML; for an SMS the whole of it, in GSM-7.</param>
/// <param name="Html">Null for an SMS.</param>
/// <param name="Calendar">What the calendar should keep or drop; null where there is nothing to.</param>
public sealed record WrittenMessage(string Language, string Subject, string Text, string? Html, CalendarFile? Calendar);
