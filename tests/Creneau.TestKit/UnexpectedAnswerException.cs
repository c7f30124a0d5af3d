using System.Net;

namespace Creneau.TestKit;

/// <summary>A page answered with another status than the test expected; the message shows what it answered.</summary>
public sealed class UnexpectedAnswerException(
    HttpRequestMessage request, HttpStatusCode status, HttpStatusCode expected, string body)
    : Exception($"{request.Method} {request.RequestUri} answered {(int)status}, expected {(int)expected}.\n{body}");
