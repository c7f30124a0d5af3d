using System.Globalization;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Notifications.Sms;
using Creneau.Notifications.Texts;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Text;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Messages;

/// <summary>Says what is wrong with a text, how long it is and what it costs.</summary>
public sealed class TextWords(
    IStringLocalizer<MessageTextTexts> texts, TextSamples samples, NotificationSettings settings, TimeProvider clock)
{
    private const string SampleNumber = "+33612345678";
    private readonly decimal _price = new SmsPrices(settings.Sms).Of(SampleNumber) ?? 0;

    public TextSamples Samples => samples;

    public string MailSender => settings.Mail.From is { Length: > 0 } from ? from : settings.Mail.FromName;

    public string ChangedSince => texts["ChangedSince"];

    public string ToMend(int faults) => faults == 1 ? texts["ToMend_One"] : texts["ToMend_Many", faults];

    public string Title(EditableText text) => texts[$"Title_{text.Purpose}"];

    public string Sentence(TextFault fault, int lines) =>
        (lines > 1 && fault.Kind is not (TextFaultKind.Missing or TextFaultKind.TooLong or TextFaultKind.NotNamed)
            ? texts["Line", fault.Line] + " "
            : "") + texts[$"Fault_{fault.Kind}", fault.Word];

    /// <summary>« jeu. 10 déc. ».</summary>
    public string SampleName(TextSample sample) => texts[$"Sample_{sample}", Wording.Current.ShortDate(samples.Date)];

    public string SentAt(PlaceDirectory places, int? townHallId)
    {
        var local = Local(places, townHallId, clock.GetUtcNow().UtcDateTime);
        return $"{Wording.Current.ShortDate(DateOnly.FromDateTime(local))} {Wording.Current.Time((int)local.TimeOfDay.TotalMinutes)}";
    }

    public string When(PlaceDirectory places, int? townHallId, DateTime instantUtc) =>
        Local(places, townHallId, instantUtc).ToString("g", CultureInfo.CurrentCulture);

    public SmsTally Tally(string text)
    {
        var size = SmsText.Of(text);
        var room = size.Parts <= 1 ? size.IsUnicode ? 70 : Gsm7.OneSms : size.Parts * (size.IsUnicode ? 67 : Gsm7.OnePart);
        return new SmsTally(size, room, Wording.Current.Euros(size.Parts * _price));
    }

    private static DateTime Local(PlaceDirectory places, int? townHallId, DateTime instantUtc) => WallClock.ToLocal(
        instantUtc,
        townHallId is { } id && places.TownHalls.TryGetValue(id, out var townHall) ? places.ZoneOf(townHall) : Territory.Metropole);
}

/// <summary>How long an SMS is.</summary>
/// <param name="Room">Units that its parts hold.</param>
public sealed record SmsTally(SmsText Size, int Room, string Price)
{
    /// <summary>0 to 100.</summary>
    public int Percent => Room == 0 ? 0 : Math.Min(100, Size.Units * 100 / Room);
}
