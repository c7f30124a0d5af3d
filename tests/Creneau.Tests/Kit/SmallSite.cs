using Creneau.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace Creneau.Tests.Kit;

/// <summary>Three pages to try the kit on: a form, what was received, and an address that is refused.</summary>
internal sealed class SmallSite : IAsyncDisposable
{
    private const string Form =
        """
        <!doctype html><html lang="fr"><title>Rendez-vous</title><body>
        <a href="/plus-loin">Plus loin</a> <a href="/refus">Refusé</a>
        <form id="recherche" method="get" action="/recu"><input name="commune"><button>Chercher</button></form>
        <form method="post" action="/garder?pas=2">
          <input type="hidden" name="clef" value="k1">
          <label for="nom">Nom de famille</label><input id="nom" name="nom" value="?">
          <label><input type="checkbox" name="accord" value="oui"> J'accepte</label>
          <input type="radio" name="qui" value="moi" checked><input type="radio" name="qui" value="autre">
          <label>Personnes <select name="combien"><option value="1">une</option><option value="2">deux</option></select></label>
          <button name="heure" value="14:20">14 h&nbsp;20</button>
          <button name="heure" value="14:40" formaction="/ailleurs">14 h 40</button>
        </form>
        <p hidden>caché</p><p role="alert">Ce créneau vient d'être pris</p>
        """;

    private readonly WebApplication _site;

    private SmallSite(WebApplication site) => _site = site;

    public static async Task<SmallSite> OpenAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.MapGet("/", () => Html(Form));
        site.MapGet(
            "/recu", (HttpRequest request) => Html($"<title>Reçu</title><p>{request.QueryString}</p><p>{request.Cookies["foyer"]}</p>"));
        site.MapGet("/plus-loin", () => Html("<title>Plus loin</title>"));
        site.MapGet("/refus", () => Results.NotFound());
        site.MapPost("/garder", KeepAsync);
        site.MapPost("/ailleurs", () => Html("<title>Ailleurs</title>"));
        await site.StartAsync();
        return new SmallSite(site);
    }

    public Visitor NewVisitor() => Visitor.Through(_site.GetTestServer().CreateHandler(), new Uri("http://localhost/"));

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static async Task<IResult> KeepAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        request.HttpContext.Response.Cookies.Append("foyer", "f1");
        var received = request.Query.Concat(form).Select(field => $"{field.Key}={field.Value}");
        return Results.Redirect($"/recu?{string.Join('&', received.Order())}");
    }

    private static IResult Html(string html) => Results.Content(html, "text/html; charset=utf-8");
}
