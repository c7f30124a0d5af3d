namespace Creneau.Web.Pages.Appointments;

public sealed class AppointmentTexts;
