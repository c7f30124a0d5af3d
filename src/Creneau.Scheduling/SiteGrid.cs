using System.Collections.Frozen;

namespace Creneau.Scheduling;

/// <summary>Sites by place: squares of a quarter of a degree, so that a search looks at those near it only.</summary>
internal sealed class SiteGrid
{
    private const double CellDegrees = 0.25;
    private const int Columns = (int)(360 / CellDegrees);
    private const int Rows = (int)(180 / CellDegrees);
    private const double KmPerDegree = GeoPoint.EarthRadiusKm * Math.PI / 180;

    // The edge belongs to the circle, and rounding must not push it out: a tenth of a micrometre at 100 km
    private const double Rounding = 1 + 1e-12;

    private readonly Entry[] _all;
    private readonly FrozenDictionary<int, Entry[]> _cells;

    internal SiteGrid(IReadOnlyList<SitePlan> plans)
    {
        // Neighbours lie side by side in memory too
        var near = plans.OrderBy(plan => CellOf(plan.Place)).ToList();
        Hints = new([.. near.SelectMany(plan => plan.Desks)]);
        _all = Entries(near);
        _cells = _all.GroupBy(entry => CellOf(entry.Plan.Place)).ToFrozenDictionary(cell => cell.Key, cell => cell.ToArray());
    }

    /// <summary>What is free at the desks, by <see cref="Entry.FirstDesk"/>.</summary>
    internal FreeHints Hints { get; }

    /// <summary>Walks through the sites within a circle, the edge included.</summary>
    internal Walk Around(GeoPoint near, double radiusKm) => new(this, near, radiusKm);

    private static int CellOf(GeoPoint place) => Cell(Row(place.Latitude), Column(place.Longitude));

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

    private static Entry[] Entries(List<SitePlan> plans)
    {
        Dictionary<string, int> terms = [];
        var entries = new Entry[plans.Count];
        var desks = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            var plan = plans[i];
            entries[i] = new(plan, desks, plan.Desks.Length, UnitVector.To(plan.Place), NumberOf(plan, terms), plan.DeskGroups);
            desks += plan.Desks.Length;
        }

        return entries;
    }

    /// <summary>
    /// Sites with the same services — kinds or none, local indexes, minutes, desk groups —, window and zone have the same
    /// number, from 1 on.
    /// </summary>
    private static int NumberOf(SitePlan plan, Dictionary<string, int> terms)
    {
        var text = $"{plan.ZoneIndex} {plan.Window} {string.Join(' ', plan.Services)}";
        return terms.TryGetValue(text, out var number) ? number : terms[text] = terms.Count + 1;
    }

    /// <summary>A site in its place.</summary>
    /// <param name="Plan">The planning at the site.</param>
    /// <param name="FirstDesk">Row of its first desk in the hints; the others follow.</param>
    /// <param name="Desks">How many desks.</param>
    /// <param name="Place">Where it lies.</param>
    /// <param name="Terms">Number of its terms, see <see cref="AskedTerms"/>.</param>
    /// <param name="DeskGroups">The groups that have a desk there, as bits.</param>
    internal readonly record struct Entry(SitePlan Plan, int FirstDesk, int Desks, UnitVector Place, int Terms, byte DeskGroups);

    /// <summary>Allocation-free walk, square by square.</summary>
    internal ref struct Walk
    {
        private readonly SiteGrid _grid;
        private readonly UnitVector _near;
        private readonly double _mostSquare;
        private readonly int _firstColumn;
        private readonly int _columns;
        private readonly int _lastRow;
        private int _row;
        private int _column;
        private Entry[] _entries = [];
        private int _index = -1;

        internal Walk(SiteGrid grid, GeoPoint near, double radiusKm)
        {
            (_grid, _near, _mostSquare) = (grid, UnitVector.To(near), UnitVector.Square(radiusKm) * Rounding);
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

        internal readonly ref readonly Entry Current => ref _entries[_index];

        /// <summary>Grows with <see cref="Km"/>, and costs less.</summary>
        internal double Square { get; private set; }

        internal readonly double Km => _near.KmTo(_entries[_index].Place);

        internal bool MoveNext()
        {
            while (MoveNextInSquares())
            {
                Square = _near.SquareTo(_entries[_index].Place);
                if (Square <= _mostSquare)
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
