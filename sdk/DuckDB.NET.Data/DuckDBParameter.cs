using System.Diagnostics.CodeAnalysis;

namespace DuckDB.NET.Data;

/// <summary>
/// A value for a parameter of a command. Without a name it belongs to the <c>?</c> (or <c>$1</c>) at its position; with one, given
/// without the <c>$</c>, to <c>$name</c>.
/// </summary>
public class DuckDBParameter : DbParameter
{
    private string name = "";
    private object? content;

    /// <summary>A parameter that is still to be given a value; until then it is NULL.</summary>
    public DuckDBParameter()
    {
    }

    /// <summary>A parameter for a position.</summary>
    public DuckDBParameter(object? value) => content = value;

    /// <summary>A parameter for a name.</summary>
    /// <param name="name">The name without the <c>$</c>.</param>
    /// <param name="value">The value; null and <see cref="DBNull"/> are NULL.</param>
    public DuckDBParameter(string name, object? value) => (this.name, content) = (name, value);

    /// <summary>Kept, not used: the type of <see cref="Value"/> decides.</summary>
    public override DbType DbType { get; set; } = DbType.String;

    /// <summary>Input; the engine has no other.</summary>
    /// <exception cref="NotSupportedException">Set to anything else.</exception>
    public override ParameterDirection Direction
    {
        get => ParameterDirection.Input;
        set
        {
            if (value != ParameterDirection.Input) throw new NotSupportedException("Parameters go into the engine only.");
        }
    }

    /// <inheritdoc />
    public override bool IsNullable { get; set; } = true;

    /// <summary>The name without the <c>$</c>; empty for a parameter that goes by its position.</summary>
    [AllowNull]
    public override string ParameterName
    {
        get => name;
        set => name = value ?? "";
    }

    /// <summary>Kept, not used.</summary>
    public override int Size { get; set; }

    /// <summary>Kept, not used.</summary>
    [AllowNull]
    public override string SourceColumn { get; set; } = "";

    /// <summary>Kept, not used.</summary>
    public override bool SourceColumnNullMapping { get; set; }

    /// <summary>The value; null and <see cref="DBNull"/> are NULL. What types it can have, <see cref="DuckDBCommand"/> says.</summary>
    public override object? Value
    {
        get => content;
        set => content = value;
    }

    /// <inheritdoc />
    public override void ResetDbType() => DbType = DbType.String;
}
