using Creneau.Notifications;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications;

public sealed class NotificationSettingsTests
{
    [Fact]
    public void What_a_new_installation_has_is_in_order() => new NotificationSettings().Mistakes().ShouldBeEmpty();

    [Theory]
    [InlineData("rdv.exemple.fr", null, "", 587, "PUBLICURL")]
    [InlineData("ftp://rdv.exemple.fr", null, "", 587, "PUBLICURL")]
    [InlineData("https://rdv.exemple.fr", "smtp.exemple.fr", "", 587, "MAIL__FROM")]
    [InlineData("https://rdv.exemple.fr", "smtp.exemple.fr", "a@exemple.fr", 0, "MAIL__PORT")]
    public void What_cannot_work_is_said_by_the_name_of_the_setting(string url, string? host, string from, int port, string setting)
    {
        var settings = new NotificationSettings { PublicUrl = url, Mail = new MailSettings { Host = host, From = from, Port = port } };

        settings.Mistakes().ShouldHaveSingleItem().ShouldContain(setting);
    }
}
