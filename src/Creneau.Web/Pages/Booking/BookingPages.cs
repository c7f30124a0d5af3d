using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Web.Filters;

namespace Creneau.Web.Pages.Booking;

/// <summary>The pages that lead to an appointment: take a slot, say who comes, type the code.</summary>
public static class BookingPages
{
    public static void AddBookingPages(this IServiceCollection services)
    {
        services.AddPersonalPages("/Booking");
        services.AddSingleton<BookingWords>().AddSingleton<ConfirmationOutcome>();
        services.AddSingleton(provider => new PeopleCases(
            provider.GetRequiredService<HoldSlot>(),
            provider.GetRequiredService<ProlongHold>(),
            provider.GetRequiredService<ForgetDetails>(),
            new CodeByWay(provider.GetRequiredService<AskForCode>(), provider.GetRequiredService<SmsCodes>()),
            provider.GetRequiredService<SlotOutlook>(),
            provider.GetRequiredService<FindAppointment>()));
        services.AddSingleton(provider => new CodeCases(
            provider.GetRequiredService<AskForCode>(),
            provider.GetRequiredService<ConfirmAppointment>(),
            provider.GetRequiredService<GoOnWithout>(),
            provider.GetRequiredService<GiveUpHold>()));
    }
}

/// <summary>Use cases of « Qui vient ? ».</summary>
public sealed record PeopleCases(
    HoldSlot Hold, ProlongHold Prolong, ForgetDetails Forget, CodeByWay Code, SlotOutlook Outlook, FindAppointment Find);

/// <summary>Asking for a code, and whether it may go by SMS.</summary>
public sealed record CodeByWay(AskForCode Ask, SmsCodes Sms);

/// <summary>Use cases of the code's page.</summary>
public sealed record CodeCases(AskForCode Ask, ConfirmAppointment Confirm, GoOnWithout Without, GiveUpHold GiveUp);
