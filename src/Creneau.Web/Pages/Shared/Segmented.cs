namespace Creneau.Web.Pages.Shared;

/// <summary>For `_Segmented`: two or more views of the same thing, as links; exactly one is current.</summary>
public sealed record Segmented(string Label, IReadOnlyList<Segment> Segments);

public sealed record Segment(string Text, string Href, bool Current);
