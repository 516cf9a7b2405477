namespace Amazon.Glue.Model;

/// <summary>A column that files are sorted by.</summary>
public partial class Order
{
    /// <summary>The column. Required.</summary>
    public string Column { get; set; }

    /// <summary>1 upwards, 0 downwards. Required.</summary>
    public int? SortOrder { get; set; }
}
