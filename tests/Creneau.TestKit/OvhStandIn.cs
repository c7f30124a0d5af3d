using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Creneau.TestKit;

/// <summary>
/// Stands in for the SMS part of OVHcloud's API, which nobody can run: over real HTTP on a free port, with the signature
/// computed anew from what arrived, and a clock that is ten minutes ahead.
/// </summary>
public sealed class OvhStandIn : IAsyncDisposable
{
    public const string Service = "sms-xx1-1";
    public const string ApplicationKey = "AK0";
    public const string ApplicationSecret = "AS0";
    public const string ConsumerKey = "CK0";
    private const int SecondsAhead = 600;

    private readonly ConcurrentQueue<JsonElement> _jobs = [];
    private WebApplication _app = null!;

    private OvhStandIn()
    {
    }

    public string Endpoint { get; } = $"http://127.0.0.1:{FreePort.Take()}/1.0";

    /// <summary>The jobs that it took, as they were sent.</summary>
    public IReadOnlyCollection<JsonElement> Jobs => _jobs;

    /// <summary>What it answers instead of taking a job; null: it takes it.</summary>
    public Func<JsonElement, IResult>? Answer { get; set; }

    /// <summary>It takes a job and never answers.</summary>
    public bool Hangs { get; set; }

    /// <summary>`deliveryReceipt` and `ptt` of all that was sent.</summary>
    public (int Receipt, int Ptt) Report { get; set; } = (0, 1);

    public static async Task<OvhStandIn> StartNewAsync()
    {
        var api = new OvhStandIn();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(new Uri(api.Endpoint).GetLeftPart(UriPartial.Authority));
        api._app = builder.Build();
        api._app.MapGet("/1.0/auth/time", () => Now().ToString(CultureInfo.InvariantCulture));
        var account = api._app.MapGroup($"/1.0/sms/{Service}").AddEndpointFilter(CheckAsync);
        account.MapPost("/jobs", (HttpRequest request) => api.TakeAsync(request));
        account.MapGet("/jobs", () => Results.Json(Array.Empty<long>()));
        account.MapGet("/outgoing", (string tag) => Results.Json(api.Sent().Where(job => job.Tag == tag).Select(job => job.Id)));
        account.MapGet("/outgoing/{id:long}", (long id) => Results.Json(
            new { id, deliveryReceipt = api.Report.Receipt, ptt = api.Report.Ptt, tag = api.Sent().Single(job => job.Id == id).Tag }));
        await api._app.StartAsync();
        return api;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IEnumerable<(long Id, string? Tag)> Sent() =>
        _jobs.Select((job, index) => (Id: (long)index + 1, Tag: job.GetProperty("tag").GetString()));

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        var job = await JsonSerializer.DeserializeAsync<JsonElement>(request.Body, cancellationToken: request.HttpContext.RequestAborted);
        if (Answer is not null)
        {
            return Answer(job);
        }

        _jobs.Enqueue(job);
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, request.HttpContext.RequestAborted);
        }

        return Results.Json(new
        {
            ids = new[] { _jobs.Count },
            validReceivers = new[] { job.GetProperty("receivers")[0].GetString() },
            invalidReceivers = Array.Empty<string>(),
            totalCreditsRemoved = 1,
        });
    }

    private static async ValueTask<object?> CheckAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var request = call.HttpContext.Request;
        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        request.Body.Position = 0;
        var sent = request.Headers["X-Ovh-Timestamp"].ToString();
        if (!long.TryParse(sent, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(Now() - seconds) > 30)
        {
            return Results.Json(new { message = "QUERY_TIME_OUT" }, statusCode: 400);
        }

        var url = $"{request.Scheme}://{request.Host}{request.Path}{request.QueryString}";
        var signed = $"{ApplicationSecret}+{ConsumerKey}+{request.Method}+{url}+{body}+{sent}";
#pragma warning disable CA5350 // OVHcloud's scheme
        var expected = "$1$" + Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(signed)));
#pragma warning restore CA5350
        return request.Headers["X-Ovh-Signature"] == expected && request.Headers["X-Ovh-Application"] == ApplicationKey
            ? await next(call)
            : Results.Json(new { message = "Invalid signature", errorCode = "INVALID_SIGNATURE" }, statusCode: 401);
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + SecondsAhead;
}
