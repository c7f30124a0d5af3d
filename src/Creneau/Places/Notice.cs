namespace Creneau.Places;

/// <summary>What a town hall tells whoever looks for an appointment there, for some days.</summary>
public sealed class Notice
{
    public const int LongestText = 300;

    private Notice()
    {
    }

    public Notice(int townHallId, string french, string? english, (DateOnly First, DateOnly Last) days)
    {
        (TownHallId, French, English) = (townHallId, french, english);
        (FirstDate, LastDate) = days;
    }

    public int Id { get; private set; }

    public int TownHallId { get; private set; }

    public string French { get; private set; } = "";

    /// <summary>Null: told in French to everybody.</summary>
    public string? English { get; private set; }

    public DateOnly FirstDate { get; private set; }

    /// <summary>Included.</summary>
    public DateOnly LastDate { get; private set; }

    /// <param name="language">Anything but "en" is French.</param>
    public string In(string language) => language == "en" && English is { } english ? english : French;

    public bool IsShownOn(DateOnly date) => FirstDate <= date && date <= LastDate;
}
