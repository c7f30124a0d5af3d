using System.Collections.Frozen;

namespace Creneau.Scheduling;

/// <summary>Sites by place: squares of a quarter of a degree, so that a search looks at those near it only.</summary>
internal sealed class SiteGrid
{
    private const double CellDegrees = 0.25;
    private const int Columns = (int)(360 / CellDegrees);
    private const int Rows = (int)(180 / CellDegrees);
    private const double KmPerDegree = GeoPoint.EarthRadiusKm * Math.PI / 180;

    private readonly Entry[] _all;
    private readonly FrozenDictionary<int, Entry[]> _cells;

    internal SiteGrid(IEnumerable<SitePlan> plans)
    {
        _all = [.. plans.Select(plan => new Entry(plan, UnitVector.To(plan.Place)))];
        _cells = _all.GroupBy(entry => Cell(Row(entry.Plan.Place.Latitude), Column(entry.Plan.Place.Longitude)))
            .ToFrozenDictionary(cell => cell.Key, cell => cell.ToArray());
    }

    /// <summary>Walks through the sites within a circle, the edge included.</summary>
    internal Walk Around(GeoPoint near, double radiusKm) => new(this, near, radiusKm);

    private static int Row(double latitude) => Math.Clamp((int)((latitude + 90) / CellDegrees), 0, Rows - 1);

    private static int Column(double longitude) => ((int)Math.Floor((longitude + 180) / CellDegrees) % Columns + Columns) % Columns;

    private static int Cell(int row, int column) => row * Columns + column;

    /// <summary>Half the width of the circle in degrees of longitude; 180 when it reaches a pole.</summary>
    private static double HalfWidth(GeoPoint near, double radiusKm)
    {
        var angle = radiusKm / GeoPoint.EarthRadiusKm;
        var latitude = GeoPoint.Radians(near.Latitude);
        var sine = Math.Sin(angle) / Math.Cos(latitude);
        return angle + Math.Abs(latitude) >= Math.PI / 2 ? 180 : Math.Asin(Math.Min(1, sine)) * 180 / Math.PI;
    }

    private readonly record struct Entry(SitePlan Plan, UnitVector Place);

    /// <summary>Allocation-free walk, square by square.</summary>
    internal ref struct Walk
    {
        private readonly SiteGrid _grid;
        private readonly UnitVector _near;
        private readonly double _radiusKm;
        private readonly int _firstColumn;
        private readonly int _columns;
        private readonly int _lastRow;
        private int _row;
        private int _column;
        private Entry[] _entries = [];
        private int _index = -1;

        internal Walk(SiteGrid grid, GeoPoint near, double radiusKm)
        {
            (_grid, _near, _radiusKm) = (grid, UnitVector.To(near), radiusKm);
            var height = Math.Clamp(radiusKm / KmPerDegree, 0, 180);
            var width = HalfWidth(near, Math.Max(radiusKm, 0));
            _row = Row(near.Latitude - height);
            _lastRow = Row(near.Latitude + height);
            _firstColumn = Column(near.Longitude - width);
            _columns = Math.Min((int)(2 * width / CellDegrees) + 2, Columns);
            if (_columns * (_lastRow - _row + 1) > grid._all.Length * 2)
            {
                // More squares than sites: look at the sites themselves
                (_entries, _row) = (grid._all, _lastRow + 1);
            }
        }

        internal readonly SitePlan Current => _entries[_index].Plan;

        internal double Km { get; private set; }

        internal bool MoveNext()
        {
            while (MoveNextInSquares())
            {
                Km = _near.KmTo(_entries[_index].Place);
                if (Km <= _radiusKm)
                {
                    return true;
                }
            }

            return false;
        }

        private bool MoveNextInSquares()
        {
            while (++_index >= _entries.Length)
            {
                if (_row > _lastRow)
                {
                    return false;
                }

                _entries = _grid._cells.GetValueOrDefault(Cell(_row, (_firstColumn + _column) % Columns), []);
                _index = -1;
                (_row, _column) = _column + 1 < _columns ? (_row, _column + 1) : (_row + 1, 0);
            }

            return true;
        }
    }
}
