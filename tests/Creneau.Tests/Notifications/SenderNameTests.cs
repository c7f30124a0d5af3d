using Creneau.Notifications.Sms;
using Creneau.Places;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications;

public sealed class SenderNameTests
{
    [Theory]
    [InlineData("Saint-Julien-en-Genevois", "StJulien")]
    [InlineData("Thonon-les-Bains", "Thonon")]
    [InlineData("Annecy", "VilleAnnecy")]
    [InlineData("Passy", "VillePassy")]
    [InlineData("Évian-les-Bains", "Evian")]
    [InlineData("La Roche-sur-Foron", "LaRoche")]
    [InlineData("Le Grand-Bornand", "GrandBornan")]
    [InlineData("L'Haÿ-les-Roses", "LHay")]
    [InlineData("Y", "VilleY")]
    [InlineData("Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson", "StRemy")]
    [InlineData("Chamonix-Mont-Blanc", "ChamonixMon")]
    public void A_commune_gives_a_name_that_networks_carry(string commune, string name) => SenderName.Of(commune).ShouldBe(name);

    [Fact]
    public void Every_commune_of_france_gives_a_name_without_fault() =>
        CommuneDirectory.Load().All.Select(commune => SenderName.Of(commune.Name)).Where(name => SenderName.Fault(name) is not null)
            .ShouldBeEmpty();

    [Theory]
    [InlineData("AB", SenderNameFault.TooShort)]
    [InlineData("VilleDePassy", SenderNameFault.TooLong)]
    [InlineData("Ville Passy", SenderNameFault.NotPlain)]
    [InlineData("Évian", SenderNameFault.NotPlain)]
    [InlineData("36123", SenderNameFault.OnlyDigits)]
    [InlineData("RDV", SenderNameFault.Generic)]
    [InlineData("Mairie", SenderNameFault.Generic)]
    public void A_name_that_would_be_blocked_is_refused(string name, SenderNameFault fault) => SenderName.Fault(name).ShouldBe(fault);
}
