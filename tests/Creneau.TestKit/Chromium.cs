using Microsoft.Playwright;

namespace Creneau.TestKit;

/// <summary>Debian's Chromium without a window, one for all tests of this process; each visit is as private as a new profile.</summary>
public static class Chromium
{
    private const string Binary = "/usr/bin/chromium";

    // No sandbox: it does not start as root. The rest keeps a test from talking to anybody but the site.
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking",
        "--disable-component-update", "--disable-default-apps", "--disable-sync", "--no-first-run", "--no-pings",
        "--disable-domain-reliability", "--disable-client-side-phishing-detection", "--font-render-hinting=none",
        "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
        "--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication",
    ];

    /// <summary>What its camera sees: a file in the format YUV4MPEG2, read when a page asks for the camera.</summary>
    public static string CameraFile { get; } = Path.Combine(Checkout.Artifacts("camera"), $"{Environment.ProcessId}.y4m");

    private static readonly Lazy<Task<IBrowser>> OneForAll = new(LaunchAsync);

    /// <summary>Opens a page in a profile of its own, without cookies or cache, on <c>about:blank</c>.</summary>
    /// <param name="site">Addresses given to the visit are relative to it.</param>
    public static Task<BrowserVisit> VisitAsync(
        Uri? site = null, Screen screen = Screen.Phone, bool javaScript = true, string locale = "fr-FR") =>
        VisitAsync(new Equipment(site, screen, javaScript, locale));

    internal static async Task<BrowserVisit> VisitAsync(Equipment equipment)
    {
        var browser = await OneForAll.Value;
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = equipment.Site?.AbsoluteUri,
            JavaScriptEnabled = equipment.JavaScript,
            Locale = equipment.Locale,
            TimezoneId = "Europe/Paris",
            ViewportSize = SizeOf(equipment.Screen),
            HasTouch = equipment.Screen == Screen.Phone,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(15_000);
        return new BrowserVisit(context, await context.NewPageAsync(), equipment);
    }

    private static async Task<IBrowser> LaunchAsync()
    {
        if (!File.Exists(Binary)) throw new InvalidOperationException($"{Binary} is missing: install chromium (./test.sh does).");
        var playwright = await Playwright.CreateAsync();
        string[] switches = [.. Switches, $"--use-file-for-fake-video-capture={CameraFile}"];
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Binary, Args = switches });
    }

    private static ViewportSize SizeOf(Screen screen) => screen switch
    {
        Screen.Phone => new ViewportSize { Width = 360, Height = 740 },
        Screen.Desktop => new ViewportSize { Width = 1280, Height = 800 },
    };
}

/// <summary>The screens every flow is tried on.</summary>
public enum Screen
{
    Phone,
    Desktop,
}

internal sealed record Equipment(Uri? Site, Screen Screen, bool JavaScript, string Locale);
