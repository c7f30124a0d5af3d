using System.Diagnostics;
using System.Globalization;
using Creneau.Keys;
using Creneau.Notifications.Sms;
using Creneau.Notifications.Texts;
using Fluid.Values;
using Microsoft.Extensions.Logging;

namespace Creneau.Notifications;

/// <summary>
/// Turns a row of the outbox into what its recipient reads. Code and link are made here and nowhere kept.
/// </summary>
/// <remarks>
/// What can be changed (<see cref="EditableText"/>) is written with the nearest text; one that fails is replaced by the
/// platform's own, so that no message is lost. Each other purpose has, per language, a text (its first line is the
/// subject), an HTML and an SMS template. An SMS template holds several wordings, from the longest to the shortest, apart
/// by a line of two dashes: the first that fits is used.
/// </remarks>
public sealed class MessageWriter(
    PlatformKeys keys, MessageLinks links, TextMemory? texts = null, ILogger<MessageWriter>? log = null)
{
    private const string NextWording = "\n--\n";

    /// <summary>Reads texts that were changed since; to be called before a round of writing.</summary>
    public Task ReadTextsAsync(CancellationToken ct) => texts?.RefreshAsync(ct) ?? Task.CompletedTask;

    /// <exception cref="InvalidOperationException">A code is to be sent and its secret is gone, or a message lacks its
    /// appointment.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The secret was not made with these keys.</exception>
    public WrittenMessage Write(OutboxMessage message)
    {
        if (EditableText.Of(message) is not { } editable)
        {
            return WriteFixed(message);
        }

        var key = KeyOf(editable, message);
        var values = EditableValues(message);
        if (texts?.Nearest(key) is { } own)
        {
            try
            {
                var written = own.Parsed is { } parsed ? Fill(message, parsed, values) : null;
                if (written is not null && (key.Channel == MessageChannel.Email || SmsText.Of(written.Text).Parts <= SmsText.MostParts))
                {
                    return written;
                }

                log?.LogError("The text {Key} cannot be sent: the platform's own is", own.Key);
            }
            catch (Exception error)
            {
                // Whatever a text does, its message leaves
                log?.LogError("The text {Key} fails ({Kind}): the platform's own is sent", own.Key, error.GetType().Name);
            }
        }

        return FillDefault(message, key, values);
    }

    private WrittenMessage FillDefault(OutboxMessage message, TextKey key, TextValues values)
    {
        var wordings = DefaultTexts.ParsedOf(key).Select(wording => Fill(message, wording, values)).ToList();
        return wordings.Find(written => Gsm7.FitsOneSms(written.Text)) ?? wordings[^1];
    }

    /// <summary>A message as it would be with a text that is not saved: names that do not exist are marked in it.</summary>
    /// <param name="facts">Of a sample; its link opens nothing.</param>
    /// <returns>Null: the text has other faults.</returns>
    public TextPreview? Preview(TextKey key, WrittenText text, MessageFacts facts, DateTime nowUtc)
    {
        if (ParsedText.TryParse(key, TextPreview.Tolerant(key, text)) is not { } parsed)
        {
            return null;
        }

        var message = Sample(key, facts, nowUtc);
        var values = EditableValues(message);
        var body = Typeset(key.Language, parsed.Body.Render(values.Words));
        if (key.Channel == MessageChannel.Sms)
        {
            var sms = text == DefaultTexts.Of(key) ? FillDefault(message, key, values) : Fill(message, parsed, values);
            return new TextPreview("", sms.Text, "");
        }

        var mail = new MailBody(body, values.Blocks);
        return new TextPreview(Subject(key.Language, parsed, values), mail.Text, mail.Markup);
    }

    private OutboxMessage Sample(TextKey key, MessageFacts facts, DateTime nowUtc)
    {
        var text = EditableText.Of(key.Purpose);
        var to = new Recipient(key.Channel, "camille@exemple.fr", key.Language);
        var timing = new MessageTiming(nowUtc, nowUtc + TextPreview.CodeLength);
        var message = new OutboxMessage(Guid.Empty, Guid.Empty, text.Sends[0], "sample", to, timing);
        return text.Sends[0] == MessagePurpose.AgentInvitation
            ? message.Saying(new AgentFacts(0, 0, MessageWords.Of(key.Language).TownHall(facts.TownHall), "Nadia Berthod", 7 * 24))
            : message.Saying(facts, keys.Encrypt(TextPreview.Code));
    }

    private static TextKey KeyOf(EditableText text, OutboxMessage message) =>
        new(message.TownHallId ?? 0, message.PlanningId ?? 0, text.Purpose, message.Channel, Language(message));

    private WrittenMessage Fill(OutboxMessage message, ParsedText text, TextValues values)
    {
        var language = Language(message);
        var body = Typeset(language, text.Body.Render(values.Words));
        if (message.Channel == MessageChannel.Sms)
        {
            return new WrittenMessage(
                language, "", Gsm7.Transliterate(TextMarks.Free(TextMarks.WithoutAbsent(body))), null, null);
        }

        var subject = Subject(language, text, values);
        var mail = new MailBody(body, values.Blocks);
        var framed = Values(message);
        return new WrittenMessage(
            language,
            subject,
            TextIn(language, mail.Text, framed),
            HtmlIn(language, mail.Markup, subject, framed),
            Calendar(message, language));
    }

    private static string Subject(string language, ParsedText text, TextValues values) =>
        TextMarks.Free(TextMarks.WithoutAbsent(Typeset(language, text.Subject!.Render(values.Words)))).ReplaceLineEndings(" ");

    private WrittenMessage WriteFixed(OutboxMessage message)
    {
        var values = FixedValues(message);
        var name = $"{Language(message)}/{Template(message.Purpose)}";
        return message.Channel == MessageChannel.Sms
            ? new WrittenMessage(Language(message), "", Sms(name, values), null, null)
            : Mail(message, name, values);
    }

    private WrittenMessage Mail(OutboxMessage message, string name, Dictionary<string, FluidValue> values)
    {
        var language = Language(message);
        var written = MessageTemplates.Text($"{name}.txt", values).ReplaceLineEndings("\n").Split('\n', 2);
        var subject = Typeset(language, written[0].Trim());
        return new WrittenMessage(
            language,
            subject,
            TextIn(language, written[1].Trim(), values),
            HtmlIn(language, Typeset(language, MessageTemplates.Markup($"{name}.html", values)), subject, values),
            Calendar(message, language));
    }

    private static string TextIn(string language, string body, Dictionary<string, FluidValue> values)
    {
        var text = MessageTemplates.Text($"{language}/layout.txt", With(values, "body", body)).ReplaceLineEndings("\n").Trim() + "\n";
        return Typeset(language, text);
    }

    /// <param name="body">Spaces are set in it already: in the layout's styles they would be mistakes.</param>
    private static string HtmlIn(string language, string body, string subject, Dictionary<string, FluidValue> values)
    {
        var whole = With(
            With(values, "body", body), "footer", Typeset(language, MessageTemplates.Markup($"{language}/footer.html", values)));
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
        if (message.AppointmentId is not { } id
            || message.Purpose is MessagePurpose.Code or MessagePurpose.SomebodyTried or MessagePurpose.AgentInvitation
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

    /// <summary>A code message is given the code alone, so that no text can say more than that.</summary>
    private TextValues EditableValues(OutboxMessage message) => message.Purpose switch
    {
        MessagePurpose.Code => TextValues.OfCode(CodeOf(message), (message.UselessAfterUtc - message.CreatedUtc).TotalMinutes),
        MessagePurpose.AgentInvitation => InvitationValues(message),
        _ => TextValues.OfAppointment(
            MessageFacts.From(message.Facts), LinksOf(message), WithAppointment(Values(message), message), Language(message)),
    };

    private string CodeOf(OutboxMessage message) =>
        keys.Decrypt(message.Secret ?? throw new InvalidOperationException("The code was erased."));

    private TextValues InvitationValues(OutboxMessage message)
    {
        var facts = AgentFacts.From(message.Facts);
        return TextValues.OfInvitation(
            facts, message.Address, (links.AgentPassword(facts.AgentId, facts.LinkVersion), links.Agents), Language(message));
    }

    private AppointmentLinks LinksOf(OutboxMessage message)
    {
        var facts = MessageFacts.From(message.Facts);
        var button = message.Purpose != MessagePurpose.Cancelled ? MessageButton.See
            : facts.Offer is null ? MessageButton.BookAgain
            : facts.Offer.Starts.Count > 0 ? MessageButton.TakeOffer
            : MessageButton.Search;
        var target = button == MessageButton.BookAgain ? links.Home(Language(message)) : LinkOf(message, facts);
        return new AppointmentLinks(target, button, message.Purpose == MessagePurpose.Moved)
        {
            Answers = message.Purpose != MessagePurpose.Reminder ? [] :
            [
                (MessageButton.Come, Act(AppointmentAct.Come)),
                (MessageButton.ChangeDate, Act(AppointmentAct.Move)),
                (MessageButton.NoNeed, Act(AppointmentAct.Cancel)),
            ],
        };

        string Act(AppointmentAct act) => links.Act(message.AppointmentId!.Value, facts.TokenVersion, Language(message), act);
    }

    /// <summary>To the appointment: in an SMS the short one.</summary>
    private string LinkOf(OutboxMessage message, MessageFacts facts)
    {
        var id = message.AppointmentId ?? throw new InvalidOperationException("The message is about no appointment.");
        return message.Channel == MessageChannel.Sms
            ? links.ShortLink(id, facts.TokenVersion)
            : links.Appointment(id, facts.TokenVersion, Language(message));
    }

    private Dictionary<string, FluidValue> FixedValues(OutboxMessage message) => message.Purpose switch
    {
        MessagePurpose.PasswordLink or MessagePurpose.AgentAdded or MessagePurpose.AccountUnused => WithAgent(Values(message), message),
        _ => WithAppointment(Values(message), message),
    };

    private Dictionary<string, FluidValue> Values(OutboxMessage message) => new()
    {
        ["lang"] = new StringValue(Language(message)),
        ["home"] = new StringValue(links.Home(Language(message))),
    };

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

    private Dictionary<string, FluidValue> WithAppointment(Dictionary<string, FluidValue> values, OutboxMessage message)
    {
        var language = Language(message);
        var facts = MessageFacts.From(message.Facts);
        foreach (var (name, text) in AppointmentValues.Of(facts, language))
        {
            values[name] = text;
        }

        values["link"] = new StringValue(LinkOf(message, facts));
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
        MessagePurpose.SomebodyTried => "somebody-tried",
        MessagePurpose.PasswordLink => "password-link",
        MessagePurpose.AgentAdded => "agent-added",
        MessagePurpose.AccountUnused => "account-unused",
        MessagePurpose.Restored => "restored",
        MessagePurpose.Code or MessagePurpose.Confirmation or MessagePurpose.Moved or MessagePurpose.Cancelled
            or MessagePurpose.PartyChanged or MessagePurpose.AgentInvitation or MessagePurpose.Reminder =>
            throw new UnreachableException($"{purpose} has a text that can be changed."),
    };
}

/// <summary>A message as the recipient reads it.</summary>
/// <param name="Language">"fr" or "en".</param>
/// <param name="Subject">One line; empty for an SMS.</param>
/// <param name="Text">Complete without the HTML; for an SMS the whole of it, in GSM-7.</param>
/// <param name="Html">Null for an SMS.</param>
/// <param name="Calendar">What the calendar should keep or drop; null where there is nothing to.</param>
public sealed record WrittenMessage(string Language, string Subject, string Text, string? Html, CalendarFile? Calendar);
