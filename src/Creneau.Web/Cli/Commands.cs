using System.CommandLine;

namespace Creneau.Web.Cli;

/// <summary>The commands of `creneau`.</summary>
public static class Commands
{
    public static RootCommand Root() => new("Créneau: appointments at town halls.")
    {
        ServeCommand.Make(),
        MigrateCommand.Make(),
        DemoCommand.Make(),
        DoctorCommand.Make(),
    };

    internal static Option<string?> DataOption() => new("--data")
    {
        Description = "Folder of the database and the master key, unless settings name others.",
        HelpName = "folder",
    };
}
