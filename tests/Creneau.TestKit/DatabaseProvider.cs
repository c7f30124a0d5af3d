namespace Creneau.TestKit;

/// <summary>The databases Créneau runs on; a theory over both runs each case on each.</summary>
public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}
