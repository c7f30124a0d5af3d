using Creneau.Appointments;
using Creneau.Counter.Messages;
using Creneau.Notifications;
using Creneau.Notifications.Costs;
using Creneau.Notifications.Sending;
using Creneau.Notifications.Sms;
using Creneau.Web.Pages.Agents.Appointments;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Messages;

/// <summary>Says what became of messages in the agent's words.</summary>
public sealed class SentWords(IStringLocalizer<MessageTexts> texts, IStringLocalizer<CounterTexts> counter)
{
    public string Purpose(MessagePurpose purpose) => counter[$"Purpose_{purpose}"];

    public string State(ListedMessage message) => counter[$"State_{message.State}"];

    public static string Address(ListedMessage message) =>
        message.Channel == MessageChannel.Sms ? ContactReader.Shown(message.Address) : message.Address;

    /// <summary>Why it did not arrive: our own reasons in words, a server's answer as it stands.</summary>
    public string Failure(string failure) => failure switch
    {
        SmsBudget.Spent => texts["Failure_Budget"],
        SmsRoute.OtherCountry => texts["Failure_Country"],
        SmsRoute.TooLong => texts["Failure_TooLong"],
        Usefulness.TooLate => texts["Failure_TooLate"],
        Usefulness.Overtaken => texts["Failure_Overtaken"],
        Outbox.Cancelled => texts["Failure_Cancelled"],
        UnansweredMessages.NeverSent => texts["Failure_NeverSent"],
        "" => texts["Failure_Unknown"],
        _ => failure,
    };
}
