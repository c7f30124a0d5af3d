namespace Creneau.Text;

/// <summary>
/// The reasons of the list by which a town hall cancels. They are stored as these codes and put into words for each who reads them:
/// <see cref="Wording.Reason"/>.
/// </summary>
public static class ListedReason
{
    public const string Broken = "reason:broken";
    public const string Absent = "reason:absent";
    public const string Closed = "reason:closed";
    public const string Strike = "reason:strike";

    /// <summary>In the order of the list.</summary>
    public static readonly IReadOnlyList<string> All = [Broken, Absent, Closed, Strike];
}
