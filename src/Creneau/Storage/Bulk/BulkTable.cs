using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Creneau.Storage.Bulk;

/// <summary>Rows of one table on their way past the change tracker, with the columns and conversions of the model.</summary>
internal sealed class BulkTable
{
    private readonly Column[] _columns;
    private readonly List<object?[]> _rows = [];

    private BulkTable(string name, Column[] columns) => (Name, _columns) = (name, columns);

    public string Name { get; }

    public string ColumnList => string.Join(", ", _columns.Select(column => column.Name));

    public int ColumnCount => _columns.Length;

    public IReadOnlyList<object?[]> Rows => _rows;

    /// <param name="given">Properties whose values come beside the entity: keys that saving would otherwise fill in.</param>
    public static BulkTable Of<T>(IModel model, params string[] given)
    {
        var entity = model.FindEntityType(typeof(T))!;
        var own = entity.GetProperties().Where(property => !given.Contains(property.Name) && !IsNumbered(property));
        return new BulkTable(
            entity.GetTableName()!,
            [
                .. given.Select(name => new Column(entity.FindProperty(name)!, isGiven: true)),
                .. own.Select(property => new Column(property, isGiven: false)),
            ]);
    }

    /// <param name="given">Values of the given properties, in their order.</param>
    public void Add(object entity, params ReadOnlySpan<object> given)
    {
        var row = new object?[_columns.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = _columns[i].Written(i < given.Length ? given[i] : entity);
        }

        _rows.Add(row);
    }

    private static bool IsNumbered(IProperty property) =>
        property.ValueGenerated == ValueGenerated.OnAdd && property.IsPrimaryKey() && property.ClrType != typeof(Guid);

    private sealed class Column(IProperty property, bool isGiven)
    {
        private readonly ValueConverter? _converter = property.GetTypeMapping().Converter;
        private readonly IClrPropertyGetter _getter = property.GetGetter();

        public string Name { get; } = property.GetColumnName();

        public object? Written(object source)
        {
            var value = isGiven ? source : _getter.GetClrValue(source);
            return _converter is null ? value : _converter.ConvertToProvider(value);
        }
    }
}
