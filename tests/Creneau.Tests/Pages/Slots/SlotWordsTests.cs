using Creneau.Availability;
using Creneau.Tests.Text;
using Creneau.Web.Pages.Shared.Slots;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Slots;

public sealed class SlotWordsTests
{
    [Theory]
    [InlineData(SlotRefusal.Past, "déjà passée")]
    [InlineData(SlotRefusal.TooSoon, "C’est trop tôt")]
    [InlineData(SlotRefusal.TooFar, "pas encore ouvert les réservations")]
    [InlineData(SlotRefusal.NotOffered, "la mairie est fermée ou ne propose pas de rendez-vous")]
    [InlineData(SlotRefusal.Taken, "Quelqu’un d’autre l’a choisi")]
    [InlineData(SlotRefusal.UnknownPlace, "Nous ne reconnaissons pas")]
    [InlineData(SlotRefusal.WrongPartySize, "une à six personnes")]
    [InlineData(SlotRefusal.NoLongerOffered, "n’est plus proposée ici")]
    [InlineData(SlotRefusal.NotServedHere, "ne fait pas cette démarche")]
    public void Why_a_slot_cannot_be_had_is_said_in_plain_words(SlotRefusal reason, string words) =>
        FrenchTexts.Of<SlotTexts>()[SlotWords.NameOf(reason)].Value.Replace('\u00A0', ' ').ShouldContain(words);
}
