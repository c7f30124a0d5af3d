using Microsoft.EntityFrameworkCore;

namespace Creneau.TestKit;

/// <summary>Rows as the database keeps them; no query may depend on that.</summary>
public static class RowOrder
{
    private const string PutFirstLast = """
        CREATE TEMPORARY TABLE taken_out AS SELECT * FROM one_table WHERE id = (SELECT min(id) FROM one_table);
        DELETE FROM one_table WHERE id = (SELECT min(id) FROM one_table);
        INSERT INTO one_table SELECT * FROM taken_out;
        DROP TABLE taken_out;
        """;

    /// <summary>Takes the row of the lowest id out and writes it again as it was, so that PostgreSQL keeps it behind the others.</summary>
    /// <param name="table">One with an id, to which no other table refers.</param>
    public static async Task PutFirstLastAsync(TestTown town, string table)
    {
        await using var db = town.OpenDb();
        await db.Database.ExecuteSqlRawAsync(PutFirstLast.Replace("one_table", table, StringComparison.Ordinal));
    }
}
