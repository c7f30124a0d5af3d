using System.Globalization;
using Creneau.Acting;
using Creneau.Administration.Sending;
using Creneau.Availability;
using Creneau.Notifications.Carriers;
using Creneau.Notifications.Rules;
using Creneau.Notifications.Sms;
using Creneau.Storage;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Agents.Hours;
using Creneau.Web.Pages.Agents.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Messages;

/// <summary>As typed.</summary>
public sealed class RulesInput
{
    public string? FromMinute { get; set; }

    public string? ToMinute { get; set; }

    public string? Sender { get; set; }

    public bool CodesBySms { get; set; }

    public string? CentsPerDay { get; set; }

    public string? Cents { get; set; }

    public bool Stops { get; set; }
}

/// <summary>Saving how a town hall sends, and reading it.</summary>
public sealed record RulesCases(
    ChangeSendingRules Change, IDbContextFactory<CreneauDb> Contexts, StorageProvider Storage, MessageCarriers Carriers)
{
    public Task<SendingRules> ReadAsync(int townHallId, CancellationToken ct) =>
        Contexts.ReadAsync(Storage, db => SendingRules.OfAsync(db, townHallId, ct), ct);
}

/// <summary>How the town hall sends: hours, sender, codes by SMS, budget; one section at a time is open.</summary>
[RequireRight(Rights.Accounts)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class RulesModel(RulesCases cases, AvailabilityIndex availability, TimeProvider clock, IStringLocalizer<SetupTexts> texts)
    : SetupPage(availability, clock, texts)
{
    private const decimal MostEuros = 1_000_000;

    [BindProperty, FromForm]
    public RulesInput Input { get; set; } = new();

    public SendingRules Stored { get; private set; } = null!;

    /// <summary>What stands where the number would while nobody chose a name.</summary>
    public string UsualSender => cases.Carriers.Sender is { Length: > 0 } one ? one : SenderName.Of(TownHall.Name);

    public bool SendsSms => cases.Carriers.SendsSms;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new RulesInput
        {
            FromMinute = TypedTime.Text(Stored.FromMinute),
            ToMinute = TypedTime.Text(Stored.ToMinute),
            Sender = Stored.Sender,
            CodesBySms = Stored.CodesBySms,
            CentsPerDay = Euros(Stored.CodeCentsPerDay),
            Cents = Stored.BudgetCents is { } cents ? Euros(cents) : "",
            Stops = Stored.StopsAtBudget,
        };
    }

    public async Task<IActionResult> OnPostHoursAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var from = Time(nameof(Input.FromMinute), Input.FromMinute);
        var to = Time(nameof(Input.ToMinute), Input.ToMinute);
        return ModelState.IsValid ? await SaveAsync(new SendingHoursSection(from!.Value, to!.Value), ct) : Page();
    }

    public async Task<IActionResult> OnPostSenderAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return await SaveAsync(new SendingSenderSection(Input.Sender?.Trim() ?? ""), ct);
    }

    public async Task<IActionResult> OnPostCodesAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var cents = Cents(nameof(Input.CentsPerDay), Input.CentsPerDay, isRequired: true);
        return ModelState.IsValid ? await SaveAsync(new SendingCodesSection(Input.CodesBySms, cents!.Value), ct) : Page();
    }

    public async Task<IActionResult> OnPostBudgetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var cents = Cents(nameof(Input.Cents), Input.Cents, isRequired: false);
        return ModelState.IsValid ? await SaveAsync(new SendingBudgetSection(cents, Input.Stops), ct) : Page();
    }

    /// <summary>« 20 », « 20,50 ».</summary>
    public static string Euros(int cents) =>
        (cents / 100m).ToString(cents % 100 == 0 ? "0" : "0.00", CultureInfo.GetCultureInfo("fr-FR"));

    private async Task LoadAsync(CancellationToken ct) => Stored = await cases.ReadAsync(TownHall.Id, ct);

    private async Task<IActionResult> SaveAsync(SendingSection section, CancellationToken ct) => Answer(
        await cases.Change.RunAsync(Actor, TownHall.Id, Seen ?? "", section, ct), "Input.", _ => RedirectToPage(new { Mairie }));

    private int? Time(string name, string? typed)
    {
        var minute = TypedTime.Read(typed);
        if (minute is null)
        {
            ModelState.AddModelError("Input." + name, Texts["Problem_NotATime"]);
        }

        return minute;
    }

    private int? Cents(string name, string? typed, bool isRequired)
    {
        var text = typed?.Replace("€", "", StringComparison.Ordinal).Trim().Replace(',', '.') ?? "";
        if (text.Length == 0 && !isRequired)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euros) && euros < MostEuros)
        {
            return (int)Math.Round(euros * 100, MidpointRounding.AwayFromZero);
        }

        ModelState.AddModelError("Input." + name, Texts["Problem_NotEuros"]);
        return null;
    }
}
