namespace Datalake.Cli.Output;

/// <summary>How results are written.</summary>
internal enum ResultFormat
{
    /// <summary>Aligned columns for people; long values are shortened.</summary>
    Table,

    /// <summary>RFC 4180 with a header.</summary>
    Csv,

    /// <summary>An array of objects.</summary>
    Json,
}
