using Creneau.OnePerPerson.Checks;
using Creneau.Storage.Checks;
using Microsoft.Extensions.DependencyInjection;

namespace Creneau.OnePerPerson;

public static class OnePerPersonRegistration
{
    public static IServiceCollection AddOnePerPerson(this IServiceCollection services, DuplicateLimits limits) => services
        .AddSingleton(limits)
        .AddSingleton<PersonClaims>()
        .AddSingleton<DuplicateCheck>()
        .AddCheck<ClaimCheck>()
        .AddCheck<ClaimSecrets>();
}
