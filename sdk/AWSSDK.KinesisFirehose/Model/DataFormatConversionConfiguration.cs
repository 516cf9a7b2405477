namespace Amazon.KinesisFirehose.Model;

/// <summary>The conversion of JSON to Parquet or ORC.</summary>
public partial class DataFormatConversionConfiguration
{
    /// <summary>Whether it is on; it is when nothing is said.</summary>
    public bool? Enabled { get; set; }

    /// <summary>The table that gives the columns.</summary>
    public SchemaConfiguration SchemaConfiguration { get; set; }
}
