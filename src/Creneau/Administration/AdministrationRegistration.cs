using Creneau.Administration.Desks;
using Creneau.Administration.Plannings;
using Creneau.Administration.Retiring;
using Creneau.Administration.Sending;
using Creneau.Administration.Services;
using Creneau.Administration.Sites;
using Creneau.Administration.Texts;
using Creneau.Administration.TownHalls;
using Creneau.Places;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Creneau.Administration;

public static class AdministrationRegistration
{
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => CommuneDirectory.Load());
        return services.AddUseCases();
    }

    private static IServiceCollection AddUseCases(this IServiceCollection services) => services
        .AddSingleton<CommunePoints>()
        .AddSingleton<CreateTownHall>()
        .AddSingleton<SuspendTownHall>()
        .AddSingleton<RestoreTownHall>()
        .AddSingleton<ChangeTownHall>()
        .AddSingleton<PostNotice>()
        .AddSingleton<RemoveNotice>()
        .AddSingleton<ListNotices>()
        .AddSingleton<CreateSite>()
        .AddSingleton<ChangeSite>()
        .AddSingleton<CreatePlanning>()
        .AddSingleton<ChangePlanning>()
        .AddSingleton<PublishPlanning>()
        .AddSingleton<CreateDesk>()
        .AddSingleton<ChangeDesk>()
        .AddSingleton<AddService>()
        .AddSingleton<ChangeService>()
        .AddSingleton<ChangeServiceKind>()
        .AddSingleton<PreviewRetirement>()
        .AddSingleton<ChangeSendingRules>()
        .AddSingleton<PauseSending>()
        .AddSingleton<Retire>()
        .AddSingleton<Reinstate>()
        .AddSingleton<SaveTexts>()
        .AddSingleton<ResetTexts>()
        .AddSingleton<TextPages>();
}
