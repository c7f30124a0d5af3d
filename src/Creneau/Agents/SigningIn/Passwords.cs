namespace Creneau.Agents.SigningIn;

public enum PasswordFault
{
    TooShort,
    TooLong,
    /// <summary>One of the commonest, or soon guessed.</summary>
    TooCommon,
    /// <summary>Made of the person's own name or address, or of the platform's.</summary>
    FromWhoYouAre,
}

/// <summary>
/// What a password must be: long enough and hard to guess, without rules on signs. It is compared with lists of the
/// commonest passwords, names and words that come with the platform; nothing is asked of the network.
/// </summary>
public static class Passwords
{
    public const int Shortest = 12;
    public const int Longest = 128;

    /// <summary>Of zxcvbn: guesses that would take less than this are « soon guessed ».</summary>
    private const int LeastScore = 3;

    /// <param name="own">Words that belong to the person: name, address, town hall.</param>
    /// <returns>Null when it is good enough.</returns>
    public static PasswordFault? FaultOf(string password, params string[] own)
    {
        if (password.Length < Shortest)
        {
            return PasswordFault.TooShort;
        }

        if (password.Length > Longest)
        {
            return PasswordFault.TooLong;
        }

        if (Zxcvbn.Zxcvbn.MatchPassword(password).Score < LeastScore)
        {
            return PasswordFault.TooCommon;
        }

        var words = own.SelectMany(text => text.Split([' ', '@', '.', '-', '\'', '’'])).Where(word => word.Length > 2).Append("creneau");
        return Zxcvbn.Zxcvbn.MatchPassword(password, words).Score < LeastScore ? PasswordFault.FromWhoYouAre : null;
    }
}
