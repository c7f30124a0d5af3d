namespace Creneau.Web.Pages.Agents.Messages;

public static class TextPageSet
{
    /// <summary>The page on which messages are written.</summary>
    public static void AddTextPages(this IServiceCollection services) =>
        services.AddSingleton<TextSamples>().AddSingleton<TextWords>().AddSingleton<TextUseCases>();
}
