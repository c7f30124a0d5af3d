using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Creneau.Tests.Jobs;

/// <summary>What was logged, to be read by a test.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IReadOnlyCollection<LogLine> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Category(string name, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new LogLine(name, logLevel, formatter(state, exception), exception));

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }
}

internal sealed record LogLine(string Category, LogLevel Level, string Message, Exception? Exception);
