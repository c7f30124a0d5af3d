using Creneau.Counter.People;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Counter;

/// <summary>What the search over people understands.</summary>
public sealed class TypedSearchTests
{
    [Fact]
    public void A_phone_number_is_no_reference_though_its_last_ten_digits_could_be_one()
    {
        var asked = TypedSearch.Read("+33 6 12 34 56 72");

        (asked.Code, asked.Phone, asked.Kinds).ShouldBe((null, "+33612345672", "phone"));
    }
}
