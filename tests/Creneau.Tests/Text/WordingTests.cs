using Creneau.Text;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Text;

public sealed class WordingTests
{
    private static readonly DateOnly Wednesday = new(2027, 2, 3);

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', '~');

    [Fact]
    public void A_moment_is_said_in_full()
    {
        Plain(Wording.French.LongMoment(Wednesday, (14 * 60) + 20)).ShouldBe("mercredi 3 février 2027 à 14 h 20");
        Plain(Wording.English.LongMoment(Wednesday, (14 * 60) + 20)).ShouldBe("Wednesday 3 February 2027 at 2:20 pm");
    }

    [Fact]
    public void The_first_of_a_month_is_an_ordinal_in_French_only()
    {
        Plain(Wording.French.LongDate(new(2027, 1, 1))).ShouldBe("vendredi 1er janvier 2027");
        Plain(Wording.English.LongDate(new(2027, 1, 1))).ShouldBe("Friday 1 January 2027");
    }

    [Fact]
    public void A_slot_has_a_short_date()
    {
        Plain(Wording.French.ShortDate(new(2026, 11, 27))).ShouldBe("ven. 27 nov.");
        Plain(Wording.English.ShortDate(new(2026, 11, 27))).ShouldBe("Fri 27 Nov");
        Plain(Wording.French.PinDate(new(2026, 12, 1))).ShouldBe("1er déc.");
    }

    [Theory]
    [InlineData(0, "0 h 00", "12:00 am")]
    [InlineData(540, "9 h 00", "9:00 am")]
    [InlineData(720, "12 h 00", "12:00 pm")]
    [InlineData(1439, "23 h 59", "11:59 pm")]
    [InlineData(1440, "24 h 00", "12:00 am")]
    public void A_time_of_day_is_said_as_people_say_it(int minute, string french, string english)
    {
        Plain(Wording.French.Time(minute)).ShouldBe(french);
        Plain(Wording.English.Time(minute)).ShouldBe(english);
    }

    [Theory]
    [InlineData(0, "aujourd’hui", "today")]
    [InlineData(1, "demain", "tomorrow")]
    [InlineData(3, "dans 3 jours", "in 3 days")]
    [InlineData(-1, "hier", "yesterday")]
    [InlineData(-4, "il y a 4 jours", "4 days ago")]
    public void A_date_is_said_from_today(int days, string french, string english)
    {
        Plain(Wording.French.InDays(Wednesday.AddDays(days), Wednesday)).ShouldBe(french);
        Plain(Wording.English.InDays(Wednesday.AddDays(days), Wednesday)).ShouldBe(english);
    }

    [Theory]
    [InlineData(45, "45 min", "45 min")]
    [InlineData(60, "1 h", "1 h")]
    [InlineData(65, "1 h 05", "1 h 05 min")]
    public void A_duration_is_in_hours_and_minutes(int minutes, string french, string english)
    {
        Plain(Wording.French.Duration(minutes)).ShouldBe(french);
        Plain(Wording.English.Duration(minutes)).ShouldBe(english);
    }

    [Theory]
    [InlineData(0.04, "moins de 100 m")]
    [InlineData(0.4, "0,4 km")]
    [InlineData(7.23, "7,2 km")]
    [InlineData(9.97, "10 km")]
    [InlineData(23.6, "24 km")]
    public void A_distance_is_as_exact_as_it_is_useful(double kilometres, string french) =>
        Plain(Wording.French.Distance(kilometres)).ShouldBe(french);

    [Fact]
    public void A_price_has_cents_only_when_there_are_any()
    {
        Plain(Wording.French.Euros(86)).ShouldBe("86 €");
        Plain(Wording.French.Euros(12.5m)).ShouldBe("12,50 €");
        Wording.English.Euros(12.5m).ShouldBe("€12.50");
    }

    [Fact]
    public void A_reference_is_grouped_so_that_it_can_be_dictated()
    {
        Plain(Wording.Reference("4821903772")).ShouldBe("482 190 377 2");
        Wording.Reference("12").ShouldBe("12");
    }

    [Fact]
    public void A_list_ends_with_and()
    {
        Wording.French.List([]).ShouldBe("");
        Wording.French.List(["Ana"]).ShouldBe("Ana");
        Wording.French.List(["Ana", "Léo", "Max"]).ShouldBe("Ana, Léo et Max");
        Wording.English.List(["Ana", "Leo"]).ShouldBe("Ana and Leo");
    }

    [Fact]
    public void A_unit_stays_with_its_number()
    {
        Wording.French.Typeset("À moins de {0} km, 35 × 45 mm, 2 minutes").ShouldBe("À moins de {0}\u00A0km, 35 × 45\u00A0mm, 2 minutes");
        Wording.English.Typeset("Within {0} km").ShouldBe("Within {0}\u00A0km");
    }

    [Fact]
    public void French_marks_never_stand_alone_at_the_start_of_a_line()
    {
        Wording.French.Typeset("Où ? Ici : « là » ; 50 %").ShouldBe("Où\u202F? Ici\u00A0: «\u00A0là\u00A0»\u202F; 50\u00A0%");
        Wording.English.Typeset("Where? Here: there").ShouldBe("Where? Here: there");
    }
}
