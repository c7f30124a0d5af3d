namespace Creneau.Catalogue;

/// <summary>What one person may ask for only once at a time on the whole platform. Reference data.</summary>
public sealed class Procedure
{
    public const int IdCard = 1;
    public const int Passport = 2;

    private Procedure()
    {
    }

    public Procedure(int id, string code)
    {
        Id = id;
        Code = code;
    }

    public int Id { get; private set; }
    public string Code { get; private set; } = "";
}
