using Creneau.Notifications.Texts;
using Creneau.Text;

namespace Creneau.Notifications;

/// <summary>The words of an appointment that messages and calendars share.</summary>
public abstract class MessageWords(Wording wording)
{
    private static readonly MessageWords French = new FrenchMessageWords();
    private static readonly MessageWords English = new EnglishMessageWords();

    public Wording Wording { get; } = wording;

    /// <param name="language">Anything but "en" is French.</param>
    public static MessageWords Of(string language) => language == "en" ? English : French;

    /// <summary>« Mairie de Passy, 4 allée des Gentianes, 74190 Passy ».</summary>
    public static string Address(MessageFacts facts) =>
        string.Join(
            ", ", new[] { facts.SiteName, facts.Street, $"{facts.Postcode} {facts.City}" }.Select(Plain).Where(part => part.Length > 0));

    /// <summary>One line without signs that cannot be seen.</summary>
    public static string Plain(string text) => new([.. text.Trim().Select(sign => char.IsControl(sign) ? ' ' : sign)]);

    /// <summary>Name of the calendar's file.</summary>
    public abstract string FileName { get; }

    /// <summary>Who of them comes with a legal guardian (rule 13); empty when nobody does.</summary>
    public string Guardian(MessageFacts facts)
    {
        var minors = facts.People.Where(person => person.Minor).Select(person => Plain(person.FirstName)).ToList();
        return minors.Count == 0 ? "" : Guardian(Wording.List(minors), minors.Count);
    }

    /// <summary>« Claire (carte d’identité) »; of somebody not named yet what they come for.</summary>
    public static string Person(PersonFacts person) =>
        person.Service.Length == 0 ? Plain(person.FirstName)
        : person.FirstName.Length == 0 ? Plain(person.Service)
        : $"{Plain(person.FirstName)} ({Plain(person.Service)})";

    /// <summary>The calendar entry's title.</summary>
    public string Title(MessageFacts facts) => $"{Appointment}, {Plain(facts.SiteName)}";

    /// <summary>The calendar entry's text.</summary>
    public string Description(MessageFacts facts, string documentsLink)
    {
        string[] lines =
        [
            Wording.List([.. facts.People.Select(Person)]),
            Numbered(Wording.Reference(facts.Reference)),
            Guardian(facts),
            Bring(documentsLink),
        ];
        return Wording.Typeset(string.Join('\n', lines.Where(line => line.Length > 0)));
    }

    /// <summary>« Mairie de Passy »; empty where the commune is not known.</summary>
    public string TownHall(string commune) => commune.Length == 0 ? "" : TownHallOf(Plain(commune));

    /// <summary>What became of the appointment: another start or place.</summary>
    public abstract string Moved { get; }

    /// <summary>What became of the appointment: other people.</summary>
    public abstract string Changed { get; }

    /// <summary>What is come for, where nobody said.</summary>
    public abstract string Something { get; }

    public abstract string ChoosePassword { get; }

    public abstract string ButtonOf(MessageButton button);

    /// <summary>What changed, in a sentence.</summary>
    /// <param name="isMove">The same people, elsewhere or at another time.</param>
    public abstract string Explanation(MessageFacts facts, bool isMove);

    protected abstract string TownHallOf(string commune);

    protected abstract string Appointment { get; }

    protected string Length(MessageFacts facts) => Wording.Duration(facts.EndMinute - facts.StartMinute);

    protected abstract string Guardian(string names, int count);

    protected abstract string Numbered(string reference);

    protected abstract string Bring(string documentsLink);
}

internal sealed class FrenchMessageWords() : MessageWords(Wording.French)
{
    public override string FileName => "rendez-vous.ics";

    public override string Moved => "déplacé";

    public override string Changed => "modifié";

    public override string Something => "rendez-vous";

    public override string ChoosePassword => "Choisir mon mot de passe";

    public override string ButtonOf(MessageButton button) => button switch
    {
        MessageButton.See => "Voir mon rendez-vous",
        MessageButton.TakeOffer => "Accepter ou choisir",
        MessageButton.Search => "Chercher un créneau",
        MessageButton.BookAgain => "Reprendre un rendez-vous",
        MessageButton.Come => "Je viens, mon dossier est complet",
        MessageButton.ChangeDate => "Changer de date",
        MessageButton.NoNeed => "Je n’en ai plus besoin",
    };

    public override string Explanation(MessageFacts facts, bool isMove) =>
        isMove
            ? "Votre rendez-vous est déplacé. L’ancienne date est libérée, il n’y a rien d’autre à faire, et la référence reste la même. "
                + "Voici sa nouvelle date et son lieu :"
        : facts.Moved
            ? $"Votre rendez-vous a changé : {Wording.LongMoment(facts.Date, facts.StartMinute)}, {Plain(facts.SiteName)}. "
                + $"L’ancienne date est libérée. Les personnes ont changé aussi, il dure maintenant {Length(facts)} :"
        : $"Les personnes de votre rendez-vous ont changé. Il dure maintenant {Length(facts)} :";

    protected override string TownHallOf(string commune) => $"Mairie {Wording.OfPlace(commune)}";

    protected override string Appointment => "Rendez-vous";

    protected override string Guardian(string names, int count) =>
        $"{names} {(count == 1 ? "a" : "ont")} moins de 18 ans le jour du rendez-vous : "
        + "un représentant légal (parent ou tuteur) doit venir aussi.";

    protected override string Numbered(string reference) => $"Référence {reference}";

    protected override string Bring(string documentsLink) => $"Pièces à apporter : {documentsLink}";
}

internal sealed class EnglishMessageWords() : MessageWords(Wording.English)
{
    public override string FileName => "appointment.ics";

    public override string Moved => "moved";

    public override string Changed => "changed";

    public override string Something => "appointment";

    public override string ChoosePassword => "Choose my password";

    public override string ButtonOf(MessageButton button) => button switch
    {
        MessageButton.See => "See my appointment",
        MessageButton.TakeOffer => "Accept or choose",
        MessageButton.Search => "Look for a time",
        MessageButton.BookAgain => "Make another appointment",
        MessageButton.Come => "I am coming, with all my documents",
        MessageButton.ChangeDate => "Change the date",
        MessageButton.NoNeed => "I no longer need it",
    };

    public override string Explanation(MessageFacts facts, bool isMove) =>
        isMove
            ? "Your appointment is moved. The former time is free again, there is nothing else to do, and the reference stays the same. "
                + "Here are its new date and place:"
        : facts.Moved
            ? $"Your appointment has changed: {Wording.LongMoment(facts.Date, facts.StartMinute)}, {Plain(facts.SiteName)}. "
                + $"The former time is free again. The people have changed too, and it now takes {Length(facts)}:"
        : $"The people of your appointment have changed. It now takes {Length(facts)}:";

    protected override string TownHallOf(string commune) => $"{commune} town hall";

    protected override string Appointment => "Appointment";

    protected override string Guardian(string names, int count) =>
        $"{names} will be under 18 on the day: a legal guardian (parent or guardian) must come too.";

    protected override string Numbered(string reference) => $"Reference {reference}";

    protected override string Bring(string documentsLink) => $"What to bring: {documentsLink}";
}
