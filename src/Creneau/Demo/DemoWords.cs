namespace Creneau.Demo;

/// <summary>The made-up words of the demo. Surnames and given names differ after folding, so that no two people are one.</summary>
internal static class DemoWords
{
    public static readonly string[] Surnames = Words("""
        Abondance Allard Ancel Andrieu Arbez Arnoux Aubert Avrillon Babel Bachelard Baillet Balmat Barbier Bardet Barral Baud
        Bellier Benoît Berger Berthet Besson Blanchet Blondel Bochet Boisson Bonnard Bouchet Boulanger Bourdon Bouvier Brunet
        Buisson Burnier Cadoret Caillat Carrel Carron Cartier Challande Chapuis Charlet Charrière Chatelain Chevallier Claret
        Clément Collet Combaz Cordier Cottet Couderc Coulon Cretin Crozet Curtet Dalmas Damian Daviet Decroux Delacroix Delale
        Delorme Desbiolles Deschamps Didier Dorier Drouet Dubois Duchêne Ducret Dufour Dumas Dunand Dupont Durand Duret Escoffier
        Fabre Falcoz Favre Fayolle Ferrand Fillion Fontaine Forestier Fournier Francoz Gaillard Gallay Garin Gaudin Gavard
        Genoud Germain Gillet Girard Girod Gonnet Goy Grandjean Granger Gros Guérin Guichard Guillot Guyon Hébert Henry Hubert
        Humbert Jacquemoud Jacquier Jaquet Joly Jourdan Julliard Lacombe Lacroix Lafont Lambert Langlois Laperrière Laurent
        Lavigne Lebrun Leclerc Lefort Legrand Lemaire Léger Lombard Longet Magnin Maillet Mallet Marchand Maréchal Margueron
        Marin Martinet Masson Mathieu Mermier Mermoud Métral Meunier Michaud Millet Monet Monnier Montagne Morand Moreau Morel
        Mottet Moulin Mugnier Nicolas Noël Novel Pasquier Paccard Pelletier Périllat Pernet Perret Perrier Perrin Petit Picard
        Pichon Pinget Planchamp Plantard Pommier Poncet Prévost Prunier Quéré Rambaud Ravoire Raymond Renard Renaud Rey Reydet
        Rigaud Rivière Roche Roland Roux Rouvière Ruffier Sage Saillet Sauvage Savary Simond Sonnier Tardy Tavernier Tessier
        Thévenet Tissot Tournier Tronchet Vachoux Vallet Vaudaux Verdier Verney Vial Viard Vidonne Vigne Villard Vincent Vittoz
        Vuillermoz Wagner Weber Yvert Zimmer
        """);

    public static readonly string[] GivenNames = Words("""
        Adèle Agathe Alban Alice Aline Amandine Ambre Amélie Anaïs Anatole Andrea Anissa Anne Antoine Apolline Armand Arthur
        Auguste Aurore Axel Baptiste Basile Béatrice Bérénice Blanche Brune Bruno Camille Capucine Caroline Cécile Célestin
        Chloé Clarisse Claude Clémence Colette Coline Constance Corentin Cyril Daphné David Diane Dimitri Édith Éléonore
        Élise Élodie Éloi Émile Emma Esther Étienne Eugénie Eva Fabien Fanny Faustine Félix Fernand Flavie Florent Gabin
        Gabrielle Garance Gaspard Gaston Gilles Grégoire Hana Héloïse Honoré Hugo Ibrahim Inès Irène Iris Isaure Ismaël
        Jade Jeanne Joachim Joseph Judith Jules Juliette Karim Kenza Laure Léa Léonie Léopold Lila Lison Louane Louis Louison
        Lucien Ludivine Lydie Maël Maëlys Malo Manon Marceau Margot Marius Marthe Mathilde Maud Maxence Mélina Mina Nadia
        Nathan Nils Noé Nora Océane Octave Odile Olympe Oscar Pauline Perrine Pierre Quentin Rachel Raphaël Rémi Romane Rosalie
        Roxane Sacha Salomé Samir Sarah Séraphin Simon Solène Suzanne Sylvain Théo Timothée Ulysse Valentine Victor Violette
        Virgile Yanis Yasmine Youri Yvonne Zélie Zoé
        """);

    /// <summary>Made of plants, animals and mountains: no street of the demo is meant to exist.</summary>
    public static readonly string[] Streets = Lines("""
        allée des Gentianes|chemin des Marmottes|rue de l’Edelweiss|place des Mélèzes|rue des Chamois|chemin des Rhododendrons
        rue de l’Aigle royal|allée des Épicéas|place des Bouquetins|rue des Ancolies|chemin des Myrtilles|rue de l’Alpage
        place du Glacier|rue des Sorbiers|allée des Campanules|chemin de l’Hermine|rue du Gypaète|place des Érables
        rue des Primevères|chemin des Tétras-lyres|allée des Aulnes|rue de la Moraine|place des Digitales|rue du Lièvre variable
        chemin des Fougères|rue des Lys martagon|allée des Mésanges|place de l’Aiguille blanche|rue des Airelles|chemin du Grand Cerf
        """);

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string[] Lines(string text) =>
        text.Split(['|', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
