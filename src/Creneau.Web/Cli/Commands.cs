using System.CommandLine;
using System.CommandLine.Help;

namespace Creneau.Web.Cli;

/// <summary>The commands of `creneau`.</summary>
public static class Commands
{
    /// <summary>No <see cref="RootCommand"/>, whose name in help texts is the assembly's.</summary>
    public static Command Root() => new("creneau", "Créneau: appointments at town halls.")
    {
        new HelpOption { Recursive = true },
        new VersionOption(),
        ServeCommand.Make(),
        MigrateCommand.Make(),
        DemoCommand.Make(),
        DoctorCommand.Make(),
        DeskCommand.Make(),
        AgentCommand.Make(),
    };

    internal static Option<string?> DataOption() => new("--data")
    {
        Description = "Folder of the database and the master key, unless settings name others.",
        HelpName = "folder",
    };
}
