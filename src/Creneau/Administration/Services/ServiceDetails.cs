using Creneau.Catalogue;

namespace Creneau.Administration.Services;

/// <summary>How long a service takes, and who books it.</summary>
/// <param name="FirstMinutes">Null: as its kind has it, now and later.</param>
/// <param name="FurtherMinutes">Null: as its kind has it, now and later.</param>
/// <param name="BeforeMinutes">Unseen by the public.</param>
/// <param name="AfterMinutes">Unseen by the public.</param>
/// <param name="CounterOnly">Agents book it, the public does not.</param>
/// <param name="French">What it is called; without meaning for a service of a kind.</param>
/// <param name="English">Null: as in French.</param>
public sealed record ServiceDetails(
    int? FirstMinutes,
    int? FurtherMinutes,
    int BeforeMinutes,
    int AfterMinutes,
    bool CounterOnly,
    string? French = null,
    string? English = null)
{
    public const int LongestName = 80;
    public const int MostMinutes = 480;
    public const int MostHiddenMinutes = 240;

    public static ServiceDetails From(Service service) => new(
        service.FirstMinutes,
        service.FurtherMinutes,
        service.BeforeMinutes,
        service.AfterMinutes,
        service.CounterOnly,
        service.OwnTexts?.French.Name,
        service.OwnTexts?.English.Name);

    internal ServiceTexts Texts => new(WordsOf(French!.Trim()), WordsOf(TypedText.OrNull(English) ?? French!.Trim()));

    internal FieldChecks Check(bool hasKind)
    {
        var checks = new FieldChecks()
            .Range(nameof(FirstMinutes), FirstMinutes, 5, MostMinutes)
            .Range(nameof(FurtherMinutes), FurtherMinutes, 0, MostMinutes)
            .Range(nameof(BeforeMinutes), BeforeMinutes, 0, MostHiddenMinutes, inFives: true)
            .Range(nameof(AfterMinutes), AfterMinutes, 0, MostHiddenMinutes, inFives: true);
        return hasKind
            ? checks
            : checks.When(FirstMinutes is null, nameof(FirstMinutes), FieldProblem.Missing)
                .When(FurtherMinutes is null, nameof(FurtherMinutes), FieldProblem.Missing)
                .Text(nameof(French), French, LongestName)
                .Text(nameof(English), English, LongestName, isRequired: false);
    }

    internal void Apply(Service service)
    {
        service.SetMinutes(FirstMinutes, FurtherMinutes);
        service.Hiding(BeforeMinutes, AfterMinutes).SetCounterOnly(CounterOnly);
        if (service.KindId is null)
        {
            service.Rename(Texts);
        }
    }

    private static ServiceWords WordsOf(string name) => new(name, name, $"{{0}} × {name}", name);
}
