using Creneau.Web.Hosting;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Hosting;

public sealed class LinkTokenRedactorTests : ILogEventSink
{
    private readonly List<LogEvent> _events = [];

    [Theory]
    [InlineData("/r/9g6iAQMHoHyBPH7yEp7HSl78EEMfrZxkYU4kU3VAMQE", "/r/…")]
    [InlineData("http://localhost:5080/en/R/9g6iAQMHoHyBPH7y?x=1", "http://localhost:5080/en/R/…?x=1")]
    [InlineData("/rendez-vous/code", "/rendez-vous/code")]
    public void The_secret_of_a_link_is_never_logged(string address, string logged)
    {
        using var log = new LoggerConfiguration().Enrich.With<LinkTokenRedactor>().WriteTo.Sink(this).CreateLogger();

        log.ForContext("RequestPath", address).Information("Request starting {Address}", address);

        var written = _events.Single();
        written.RenderMessage(System.Globalization.CultureInfo.InvariantCulture).ShouldBe($"Request starting \"{logged}\"");
        written.Properties["RequestPath"].ToString().ShouldBe($"\"{logged}\"");
    }

    void ILogEventSink.Emit(LogEvent logEvent) => _events.Add(logEvent);
}
