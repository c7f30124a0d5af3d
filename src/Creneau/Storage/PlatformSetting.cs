namespace Creneau.Storage;

/// <summary>A fact about this database itself: "demo" marks one made by `creneau demo`.</summary>
public sealed class PlatformSetting
{
    public const string Demo = "demo";

    private PlatformSetting()
    {
    }

    public PlatformSetting(string name, string value)
    {
        Name = name;
        Value = value;
    }

    public string Name { get; private set; } = "";
    public string Value { get; private set; } = "";
}
