using Creneau.Notifications.Sms;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications;

public sealed class SmsCountTests
{
    public static TheoryData<string, bool, int, int> Texts => new()
    {
        { "", false, 0, 0 },
        { new string('a', 160), false, 160, 1 },
        { new string('a', 161), false, 161, 2 },
        { new string('a', 306), false, 306, 2 },
        { new string('a', 307), false, 307, 3 },
        { new string('a', 158) + "€", false, 160, 1 },
        { new string('a', 152) + "€" + new string('b', 152), false, 306, 3 },
        { new string('ê', 70), true, 70, 1 },
        { new string('ê', 71), true, 71, 2 },
        { new string('ê', 134), true, 134, 2 },
        { new string('ê', 66) + "😀" + new string('ê', 66), true, 134, 3 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Parts_are_counted_by_filling_them(string text, bool unicode, int units, int parts) =>
        SmsText.Of(text).ShouldBe(new SmsText(unicode, units, parts));
}
