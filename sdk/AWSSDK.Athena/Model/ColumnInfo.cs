namespace Amazon.Athena.Model;

/// <summary>A column.</summary>
public partial class ColumnInfo
{
    /// <summary>Its name.</summary>
    public string Name { get; set; }

    /// <summary>Its label.</summary>
    public string Label { get; set; }

    /// <summary>Its type, in Athena's words.</summary>
    public string Type { get; set; }

    /// <summary>The digits of a decimal, or the length of a text.</summary>
    public int? Precision { get; set; }

    /// <summary>The digits after the point.</summary>
    public int? Scale { get; set; }

    /// <summary>Whether it may be null.</summary>
    public ColumnNullable Nullable { get; set; }

    /// <summary>Whether case matters in it.</summary>
    public bool? CaseSensitive { get; set; }

    /// <summary>The catalog it is of.</summary>
    public string CatalogName { get; set; }

    /// <summary>The database it is of.</summary>
    public string SchemaName { get; set; }

    /// <summary>The table it is of.</summary>
    public string TableName { get; set; }
}
