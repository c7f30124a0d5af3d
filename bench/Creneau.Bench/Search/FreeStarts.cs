using Creneau.Scheduling;
using Npgsql;
using NpgsqlTypes;

namespace Creneau.Bench.Search;

/// <summary>
/// The baseline: every free start as a row on the same PostgreSQL, filled from the same availability, asked with one
/// prepared query over indexes. No update, lock or expiry slows it down here, as they would in life.
/// </summary>
public sealed class FreeStarts(NpgsqlDataSource source) : IAsyncDisposable
{
    private const string Tables =
        """
        CREATE UNLOGGED TABLE free_start (
            service smallint NOT NULL, site_id int NOT NULL, date date NOT NULL, minute smallint NOT NULL,
            lat double precision NOT NULL, lon double precision NOT NULL);
        CREATE UNLOGGED TABLE site (id int NOT NULL, lat double precision NOT NULL, lon double precision NOT NULL)
        """;

    private const string Indexes =
        """
        CREATE INDEX free_start_by_time ON free_start (service, date, minute) INCLUDE (lat, lon, site_id);
        CREATE INDEX free_start_by_place ON free_start (service, lat, lon, date, minute) INCLUDE (site_id);
        CREATE INDEX free_start_by_site ON free_start (service, site_id, date, minute);
        CREATE INDEX site_by_place ON site (lat, lon) INCLUDE (id);
        VACUUM (ANALYZE) free_start, site
        """;

    private const string Km =
        "(2 * 6371.0088 * asin(least(1, sqrt("
        + "sin(radians(s.lat - $1) / 2) ^ 2 + cos(radians($1)) * cos(radians(s.lat)) * sin(radians(s.lon - $2) / 2) ^ 2))))";

    private const string InCircle = $"s.lat BETWEEN $3 AND $4 AND s.lon BETWEEN $5 AND $6 AND {Km} <= $7";

    /// <summary>One query over the one table; the planner chooses among its indexes.</summary>
    public const string OneTable =
        $"""
         SELECT s.site_id, s.date, s.minute FROM free_start s
         WHERE s.service = $8 AND {InCircle} ORDER BY s.date, s.minute, {Km}, s.site_id LIMIT 1
         """;

    /// <summary>
    /// The best that we know to ask of SQL: the sites in the circle from a table of their own, then the first start of
    /// each.
    /// </summary>
    public const string SiteBySite =
        $"""
         SELECT s.id, f.date, f.minute FROM site s CROSS JOIN LATERAL (
             SELECT date, minute FROM free_start WHERE service = $8 AND site_id = s.id ORDER BY date, minute LIMIT 1) f
         WHERE {InCircle} ORDER BY f.date, f.minute, {Km}, s.id LIMIT 1
         """;

    public long Rows { get; private set; }

    public static async Task<FreeStarts> FillAsync(string connectionString, SearchCase asked)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 600 };
        var starts = new FreeStarts(NpgsqlDataSource.Create(settings.ConnectionString));
        await starts.RunAsync(Tables);
        await starts.CopyAsync(asked);
        foreach (var statement in Indexes.Split(';'))
        {
            await starts.RunAsync(statement);
        }

        return starts;
    }

    /// <summary>A connection on which one of the queries is prepared.</summary>
    public Task<FreeStartQuery> PrepareAsync(string sql) => FreeStartQuery.PrepareAsync(source, sql);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task RunAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task CopyAsync(SearchCase asked)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using (var sites = await connection.BeginBinaryImportAsync("COPY site FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var plan in asked.Availability.Map.Plans)
            {
                await sites.WriteRowAsync(default, plan.SiteId, plan.Place.Latitude, plan.Place.Longitude);
            }

            await sites.CompleteAsync();
        }

        await using var copy = await connection.BeginBinaryImportAsync("COPY free_start FROM STDIN (FORMAT BINARY)");
        foreach (var plan in asked.Availability.Map.Plans)
        {
            Write(copy, plan, asked.NowLocal[plan.ZoneIndex]);
        }

        Rows = (long)await copy.CompleteAsync();
    }

    private static void Write(NpgsqlBinaryImporter copy, SitePlan plan, DateTime now)
    {
        if (!plan.TryAsk(SearchCase.Kinds, atCounter: false, out var ask))
        {
            return;
        }

        var bounds = plan.Bounds(now, atCounter: false);
        for (var date = bounds.FirstDate; date <= bounds.LastDate; date = date.AddDays(1))
        {
            foreach (var unit in plan.StartsOn(date, ask, now))
            {
                copy.StartRow();
                copy.Write((short)SearchCase.Kinds[0]);
                copy.Write(plan.SiteId);
                copy.Write(date, NpgsqlDbType.Date);
                copy.Write((short)(unit * DayBits.UnitMinutes));
                copy.Write(plan.Place.Latitude);
                copy.Write(plan.Place.Longitude);
            }
        }
    }
}

/// <summary>One of the queries, prepared on a connection of its own.</summary>
public sealed class FreeStartQuery : IAsyncDisposable
{
    private const double KmPerDegree = 6371.0088 * Math.PI / 180;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _command;

    private FreeStartQuery(NpgsqlConnection connection, string sql)
    {
        _connection = connection;
        _command = new NpgsqlCommand(sql, connection);
        for (var i = 0; i < 7; i++)
        {
            _command.Parameters.Add(new NpgsqlParameter<double>());
        }

        _command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)SearchCase.Kinds[0] });
    }

    public static async Task<FreeStartQuery> PrepareAsync(NpgsqlDataSource source, string sql)
    {
        var query = new FreeStartQuery(await source.OpenConnectionAsync(), sql);
        await query._command.PrepareAsync();
        return query;
    }

    public SoonestStart? Soonest(GeoPoint near, double radiusKm)
    {
        var height = radiusKm / KmPerDegree;
        var width = height / Math.Cos((Math.Abs(near.Latitude) + height) * Math.PI / 180);
        double[] values =
        [
            near.Latitude, near.Longitude,
            near.Latitude - height, near.Latitude + height,
            near.Longitude - width, near.Longitude + width,
            radiusKm,
        ];
        for (var i = 0; i < values.Length; i++)
        {
            ((NpgsqlParameter<double>)_command.Parameters[i]).TypedValue = values[i];
        }

        using var reader = _command.ExecuteReader();
        return reader.Read() ? new(reader.GetInt32(0), reader.GetFieldValue<DateOnly>(1), reader.GetInt16(2)) : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _command.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
