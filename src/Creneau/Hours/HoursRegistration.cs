using Creneau.Hours.Drafts;
using Creneau.Hours.Publishing;
using Creneau.Hours.SchoolTimes;
using Creneau.Storage.Checks;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Hours;

public static class HoursRegistration
{
    public static IServiceCollection AddHours(this IServiceCollection services) => services
        .AddSingleton<CloseDesk>()
        .AddSingleton<ReopenDesk>()
        .AddSingleton<ListDesks>()
        .AddSingleton<ExplainNoStarts>()
        .AddSingleton<SaveSchoolHoliday>()
        .AddSingleton<RemoveSchoolHoliday>()
        .AddSingleton<ChooseSchoolZone>()
        .AddSingleton<ReadHours>()
        .AddSingleton<ChangeDraft>()
        .AddSingleton<TakeBackEdit>()
        .AddSingleton<DiscardDraft>()
        .AddSingleton<ChooseOutside>()
        .AddSingleton<PreviewHours>()
        .AddSingleton<DraftHolds>()
        .AddSingleton<OutsidePeople>()
        .AddSingleton<PublishedRows>()
        .AddSingleton<PublishHours>()
        .AddSingleton<UndoPublication>()
        .AddCheck<DraftHoldCheck>();
}
