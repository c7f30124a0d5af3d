using Microsoft.EntityFrameworkCore;

namespace Creneau.Storage.Bulk;

/// <summary>
/// Takes the constraints and indexes of tables away while very many rows are copied in, and makes them again exactly
/// as they were. Inside one transaction, so that nobody ever sees the tables without them.
/// </summary>
internal sealed class PostgresConstraints(CreneauDb db)
{
    private readonly List<(string Name, string Sql)> _again = [];

    private sealed record Definition(string Owner, string Name, string Kind, string Text);

    public async Task TakeAwayAsync(string[] tables, CancellationToken ct)
    {
        var constraints = await ConstraintsAsync(tables, ct);
        foreach (var key in constraints.OrderByDescending(one => one.Kind == "f"))
        {
            await ExecuteAsync($"ALTER TABLE {key.Owner} DROP CONSTRAINT {key.Name}", ct);
        }

        var indexes = await IndexesAsync(tables, ct);
        foreach (var index in indexes)
        {
            await ExecuteAsync($"DROP INDEX {index.Name}", ct);
        }

        _again.AddRange(constraints.Where(one => one.Kind is "p" or "u").Select(Again));
        _again.AddRange(indexes.Select(index => (index.Name, index.Text)));
        _again.AddRange(constraints.Where(one => one.Kind is "x").Select(Again));
        _again.AddRange(constraints.Where(one => one.Kind is "f").Select(Again));
    }

    public async Task MakeAgainAsync(IProgress<string>? progress, CancellationToken ct)
    {
        await ExecuteAsync("SET LOCAL maintenance_work_mem = '512MB'", ct);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        foreach (var (name, sql) in _again)
        {
            progress?.Report($"creating {name}");
            await ExecuteAsync(sql, ct);
        }
    }

    private static (string, string) Again(Definition one) => (one.Name, $"ALTER TABLE {one.Owner} ADD CONSTRAINT {one.Name} {one.Text}");

    private Task<List<Definition>> ConstraintsAsync(string[] tables, CancellationToken ct) => db.Database
        .SqlQuery<Definition>($"""
            SELECT conrelid::regclass::text AS owner, quote_ident(conname) AS name, contype::text AS kind, pg_get_constraintdef(oid) AS text
            FROM pg_constraint
            WHERE (contype IN ('p', 'u', 'x', 'f') AND conrelid = ANY({tables}::regclass[]))
                OR (contype = 'f' AND confrelid = ANY({tables}::regclass[]))
            """)
        .ToListAsync(ct);

    private Task<List<Definition>> IndexesAsync(string[] tables, CancellationToken ct) => db.Database
        .SqlQuery<Definition>($"""
            SELECT indrelid::regclass::text AS owner, indexrelid::regclass::text AS name, 'i' AS kind, pg_get_indexdef(indexrelid) AS text
            FROM pg_index WHERE indrelid = ANY({tables}::regclass[])
            """)
        .ToListAsync(ct);

    private async Task ExecuteAsync(string sql, CancellationToken ct) => await db.Database.ExecuteSqlRawAsync(sql, ct);
}
