using Creneau.Hours.Drafts;
using Creneau.Hours.Publishing;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>What can become of a draft, and of what was published.</summary>
public sealed record DraftEndings(
    ChooseOutside Choose, TakeBackEdit TakeBack, DiscardDraft Discard, PublishHours Publish, UndoPublication Undo);
