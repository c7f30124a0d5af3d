using System.Text.RegularExpressions;

namespace Creneau.Notifications.Texts;

/// <summary>A name between its braces.</summary>
public static class NamePattern
{
    /// <summary>How a name is written into a text.</summary>
    public static string Braced(string name) => $"{{{{ {name} }}}}";

    /// <summary>Every place at which that name stands.</summary>
    public static Regex Of(string name) => new($@"\{{\{{-?\s*{Regex.Escape(name)}\s*-?\}}\}}");
}
