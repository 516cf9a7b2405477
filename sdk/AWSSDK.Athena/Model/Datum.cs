namespace Amazon.Athena.Model;

/// <summary>A value.</summary>
public partial class Datum
{
    /// <summary>Its text; null when the value is null.</summary>
    public string VarCharValue { get; set; }
}
