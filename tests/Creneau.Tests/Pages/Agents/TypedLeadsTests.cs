using Creneau.Catalogue;
using Creneau.Web.Pages.Agents.Setup;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Agents;

public sealed class TypedLeadsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("48 h", "2880")]
    [InlineData(" 48 heures avant ", "2880")]
    [InlineData("2 jours", "2880")]
    [InlineData("7 days and 48 hours", "10080,2880")]
    [InlineData("1 semaine; 2j\n3h", "10080,2880,180")]
    [InlineData("90 min, 150 minutes", null)]
    [InlineData("150 minutes", "150")]
    [InlineData("le jour même", "0")]
    [InlineData("on the same day", "0")]
    [InlineData("48 h, 2 jours", "2880")]
    [InlineData("14 jours", "20160")]
    [InlineData("15 jours", null)]
    [InlineData("1 h", null)]
    [InlineData("48", null)]
    [InlineData("2,5 jours", null)]
    [InlineData("demain", null)]
    [InlineData("-2 jours", null)]
    [InlineData("99999 semaines", null)]
    public void Numbers_say_what_they_count(string typed, string? minutes) =>
        TypedLeads.Read(typed).ShouldBe(minutes is null ? null : ReminderLeads.From(minutes));
}
