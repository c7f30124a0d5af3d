using Microsoft.Extensions.DependencyInjection;

namespace Creneau.Doctor;

public static class DoctorRegistration
{
    public static IServiceCollection AddDoctor(this IServiceCollection services) => services.AddSingleton<Examination>();
}
