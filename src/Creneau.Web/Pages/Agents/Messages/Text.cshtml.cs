using System.Text.RegularExpressions;
using Creneau.Acting;
using Creneau.Administration.Texts;
using Creneau.Agents.SigningIn;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Notifications;
using Creneau.Notifications.Sms;
using Creneau.Notifications.Texts;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Agents.Messages;

/// <summary>As typed.</summary>
public sealed class TextInput
{
    public string? Sms { get; set; }

    public string? Subject { get; set; }

    public string? Body { get; set; }
}

/// <summary>A text and what it becomes: of a town hall, of one of its plannings, or of the platform.</summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed partial class TextModel(
    TextPages pages,
    TextUseCases change,
    AvailabilityIndex availability,
    MessageWriter writer,
    TextWords words,
    TimeProvider clock) : PageModel
{
    private TextPlace? _place;

    [FromRoute(Name = "purpose")]
    public string? Slug { get; set; }

    [BindProperty(SupportsGet = true, Name = "langue")]
    public string? Language { get; set; }

    [BindProperty(SupportsGet = true, Name = "planning")]
    public int? PlanningId { get; set; }

    [BindProperty(SupportsGet = true, Name = "exemple")]
    public TextSample Sample { get; set; } = TextSample.Family;

    /// <summary>A change of the history whose former text is put into the form.</summary>
    [BindProperty(SupportsGet = true, Name = "reprendre")]
    public long? Taken { get; set; }

    [BindProperty, FromForm]
    public TextInput Input { get; set; } = new();

    [BindProperty(Name = "seen")]
    public string? Seen { get; set; }

    /// <summary>Of the button « Remplacer »: field, wrong name, right name.</summary>
    [BindProperty(Name = "replace")]
    public string? Replace { get; set; }

    [TempData]
    public string? Notice { get; set; }

    public string? Refusal { get; private set; }

    public EditableText Text => Place.Text;

    public TextPlace Place => _place!;

    public string In => Place.Language;

    public TextReading Reading { get; private set; } = null!;

    public IReadOnlyList<TextVersion> Versions { get; private set; } = [];

    public SignedInAgent Agent => HttpContext.SignedInAgent();

    public IReadOnlyList<Planning> Plannings => Agent.TownHallId is { } id ? availability.Places.PlanningsOf(id) : [];

    public TextFaults SmsFaults => Text.Sms ? TextChecks.Of(KeyOf(MessageChannel.Sms), Sms) : TextFaults.None;

    public TextFaults MailFaults => TextChecks.Of(KeyOf(MessageChannel.Email), Mail);

    public int Faults => SmsFaults.Count + MailFaults.Count + (IsTooLong ? 1 : 0);

    public TextPreview? SmsPreview => Preview(MessageChannel.Sms, Sample);

    public TextPreview? MailPreview => Preview(MessageChannel.Email, Sample);

    public TextPreview? LongestSms => Preview(MessageChannel.Sms, TextSample.Longest);

    /// <summary>The platform's own SMS is shortened by itself; what somebody writes is sent as it is.</summary>
    public bool ShortensItself => Sms == DefaultTexts.Of(KeyOf(MessageChannel.Sms));

    public TextWords Words => words;

    /// <summary>The day before the sample, as a phone would show it.</summary>
    public string SentAt => words.SentAt(availability.Places, Agent.TownHallId);

    private bool IsTooLong => LongestSms is { } longest && SmsText.Of(longest.Text).Parts > SmsText.MostParts;

    private WrittenText Sms => new("", Plain(Input.Sms));

    private WrittenText Mail => new(Plain(Input.Subject).Replace('\n', ' '), Plain(Input.Body));

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var text = EditableText.Named(Slug ?? EditableText.All[0].Slug);
        if (text is null || (text.OfPlatform && Agent.TownHallId is not null)
            || (PlanningId is { } id && Plannings.All(planning => planning.Id != id)))
        {
            context.Result = NotFound();
            return;
        }

        // Browsers send lines apart by two signs
        Input.Sms = Input.Sms?.ReplaceLineEndings("\n");
        Input.Body = Input.Body?.ReplaceLineEndings("\n");
        _place = new TextPlace(Agent.TownHallId, PlanningId, text, Language == "en" ? "en" : "fr");
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        Fill(Reading.Shown);
        if (Versions.FirstOrDefault(version => version.Change.Id == Taken)?.Change is { Before: { } before } taken)
        {
            Fill(new Dictionary<MessageChannel, WrittenText> { [taken.Channel] = before });
        }
    }

    /// <summary>The page with what is typed, filled in anew.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        if (Replace?.Split(':') is [var field, var wrong, var right])
        {
            Mend(field, wrong, right);
        }

        await ReadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        if (Faults > 0)
        {
            Refusal = words.ToMend(Faults);
            return Page();
        }

        var typed = new Dictionary<MessageChannel, WrittenText> { [MessageChannel.Email] = Mail };
        if (Text.Sms)
        {
            typed[MessageChannel.Sms] = Sms;
        }

        return Answer(await change.Save.RunAsync(HttpContext.AgentActor(), Place, Seen ?? "", typed, ct), "Saved");
    }

    public async Task<IActionResult> OnPostResetAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        return Answer(await change.Reset.RunAsync(HttpContext.AgentActor(), Place, ct), "Reset");
    }

    /// <summary>The names that may be used, with those that fit.</summary>
    public IEnumerable<TextVariable> Names(MessageChannel channel) => Text.Variables.Where(variable => variable.FitsIn(channel));

    /// <summary>When a version was written over, on the wall clock of the town hall.</summary>
    public string When(TextVersion version) => words.When(availability.Places, Agent.TownHallId, version.Change.ChangedUtc);

    private IActionResult Answer(SaveTextsResult result, string notice)
    {
        switch (result)
        {
            case SaveTextsResult.Saved:
                Notice = notice;
                return RedirectToPage("Text", new { purpose = Text.Slug, langue = In, planning = PlanningId, exemple = Sample });
            case SaveTextsResult.NotFound:
                return NotFound();
            default:
                // What was saved meanwhile is the history's; saving again writes over it knowingly
                Refusal = words.ChangedSince;
                Seen = null;
                return Page();
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        Reading = await pages.ReadAsync(Place, ct);
        Versions = await pages.VersionsAsync(Place, ct);
    }

    private void Fill(IReadOnlyDictionary<MessageChannel, WrittenText> texts)
    {
        if (texts.TryGetValue(MessageChannel.Sms, out var sms))
        {
            Input.Sms = sms.Body;
        }

        if (texts.TryGetValue(MessageChannel.Email, out var mail))
        {
            (Input.Subject, Input.Body) = (mail.Subject, mail.Body);
        }
    }

    private void Mend(string field, string wrong, string right)
    {
        string? Mended(string? text) => text is null ? null : NamePattern.Of(wrong).Replace(text, NamePattern.Braced(right));
        switch (field)
        {
            case nameof(TextInput.Sms): Input.Sms = Mended(Input.Sms); break;
            case nameof(TextInput.Subject): Input.Subject = Mended(Input.Subject); break;
            case nameof(TextInput.Body): Input.Body = Mended(Input.Body); break;
        }

        ModelState.Clear();
    }

    private TextPreview? Preview(MessageChannel channel, TextSample sample)
    {
        var facts = words.Samples.Of(sample, Agent.TownHallId, PlanningId, In);
        facts = Text.Purpose == TextPurpose.CancelledByTownHall ? TextSamples.Cancelled(facts) : facts;
        return writer.Preview(KeyOf(channel), channel == MessageChannel.Sms ? Sms : Mail, facts, clock.GetUtcNow().UtcDateTime);
    }

    private TextKey KeyOf(MessageChannel channel) => Place.KeyOf(channel);

    private static string Plain(string? typed) => (typed ?? "").ReplaceLineEndings("\n").Trim();

    /// <summary>Our own pages may not have inline styles: theirs give the blocks their look.</summary>
    public static string WithoutStyles(string markup) => Styles().Replace(markup, "");

    [GeneratedRegex(" style=\"[^\"]*\"")]
    private static partial Regex Styles();
}

/// <summary>What can be done with texts.</summary>
public sealed record TextUseCases(SaveTexts Save, ResetTexts Reset);
