using System.Text.Json.Serialization;

namespace Creneau.Web.Api;

/// <summary>Writers made at build time: no reflection, and ready at the first request.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlotsBody))]
[JsonSerializable(typeof(CommunesBody))]
internal sealed partial class ApiJson : JsonSerializerContext;
