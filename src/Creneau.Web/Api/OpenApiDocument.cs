namespace Creneau.Web.Api;

/// <summary>`/openapi/v1.json`: the public API.</summary>
public static class OpenApiDocument
{
    public static void AddOpenApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Créneau";
            document.Info.Version = "1";
            document.Info.Description = "Free starts at town halls for identity cards and passports. Read only; no key is needed.";
            return Task.CompletedTask;
        });
    });
}
