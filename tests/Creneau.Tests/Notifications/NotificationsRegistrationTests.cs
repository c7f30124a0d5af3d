using Creneau.Jobs;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Notifications.Carriers;
using Creneau.Notifications.Sending;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications;

public sealed class NotificationsRegistrationTests
{
    [Fact]
    public async Task The_host_lets_the_one_sender_work_that_others_may_drive()
    {
        await using var post = await PostOffice.OpenAsync();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IDbContextFactory<CreneauDb>>(post)
            .AddSingleton(post.Storage)
            .AddSingleton(post.Keys)
            .AddSingleton<TimeProvider>(post.Clock)
            .AddSingleton<OutboxSignal>()
            .AddSingleton<AppointmentTokens>()
            .AddSingleton<AgentTokens>()
            .AddSingleton<ShortLinks>()
            .AddJobs()
            .AddNotifications(new NotificationSettings(), demo: true)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });

        services.GetServices<IHostedService>().OfType<OutboxSending>().ShouldHaveSingleItem();
        services.GetRequiredService<OutboxSender>().ShouldNotBeNull();
        services.GetRequiredService<MessageCarriers>().Mail.ShouldBeOfType<DemoCarrier>();
        services.GetRequiredService<AppointmentCalendar>().ShouldNotBeNull();
        services.GetRequiredService<DemoMailbox>().ShouldNotBeNull();
    }

    [Fact]
    public void Settings_that_cannot_work_are_refused_before_anything_starts()
    {
        var settings = new NotificationSettings { Mail = new MailSettings { Host = "smtp.exemple.fr", Password = "geheim" } };

        var refusal = Should.Throw<InvalidOperationException>(() => new ServiceCollection().AddNotifications(settings, demo: false));

        refusal.Message.ShouldContain("CRENEAU__MAIL__FROM");
        refusal.Message.ShouldNotContain("geheim");
    }
}
