using Creneau.Notifications;
using Creneau.Web.Filters;

namespace Creneau.Web.Pages.Appointments;

/// <summary>The pages of an appointment that there is: found again, moved, cancelled, for more or fewer people.</summary>
public static class AppointmentPages
{
    public static void AddAppointmentPages(this IServiceCollection services)
    {
        services.AddPersonalPages("/Appointments");
        services.AddSingleton<AppointmentWords>();
    }

    /// <summary>The page whose button does it; null: the appointment's own.</summary>
    public static string Of(AppointmentAct? act) => act switch
    {
        AppointmentAct.Come => "Come",
        AppointmentAct.Move => "Move",
        AppointmentAct.Cancel => "Cancel",
        null => "Index",
    };
}
