using System.Collections.Frozen;
using Creneau.Booking;
using Creneau.Web.Pages.Shared.Slots;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Booking;

/// <summary>Says in the language of the page what the use cases of the booking answer.</summary>
public sealed class BookingWords(IStringLocalizer<BookingTexts> texts, SlotWords slots)
{
    public const string OtherTab = "OtherTab";
    public const string OutdatedForm = "OldForm";
    public const string Prolonged = "ProlongedNow";
    public const string ProlongedBefore = "ProlongedBefore";
    private const int SecondsStep = 5;

    private static readonly FrozenSet<string> Sentences = FrozenSet.ToFrozenSet(
    [
        OtherTab, OutdatedForm, Prolonged, ProlongedBefore,
        NameOf(CodeRefusal.TooManyForAppointment), NameOf(CodeRefusal.TooManyForContact),
        NameOf(CodeRefusal.NoCodesBySms), NameOf(CodeRefusal.NoSmsToCountry), NameOf(CodeRefusal.TooManySms),
    ]);

    public string this[string name] => texts[name];

    /// <param name="name">As a posted <see cref="Shared.Forms.FormNotice"/> brings it.</param>
    /// <returns>Null when « Qui vient ? » says nothing of that name.</returns>
    public string? Sentence(string? name) => name is null ? null : Sentences.Contains(name) ? texts[name].Value : slots.Sentence(name);

    /// <summary>For a <see cref="Shared.Forms.FormNotice"/>.</summary>
    public static string NameOf(CodeRefusal reason) => $"Code_{reason}";

    public string TextOf(CodeResult.Refused refused) => refused.Reason switch
    {
        // In steps of five: reading the sentence takes a second or two
        CodeRefusal.TooFast => texts["Code_TooFast", SecondsStep * (int)Math.Ceiling(refused.Wait.TotalSeconds / SecondsStep)],
        _ => texts[NameOf(refused.Reason)],
    };

    /// <param name="left">0 to 4; at 0 the code is dead.</param>
    public string TriesLeft(int left) => left switch
    {
        0 => texts["Code_Dead"],
        1 => texts["Code_WrongLast"],
        _ => texts["Code_Wrong", left],
    };

    public string CodeLength(int typed) => texts["Code_Length", OneTimeCode.Digits, typed];
}
