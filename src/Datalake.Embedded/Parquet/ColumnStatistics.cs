namespace Datalake.Embedded.Parquet;

/// <summary>What the metadata says about the values of a column chunk, so that readers can pass over it.</summary>
/// <param name="Nulls">Entries without a value, those of lists and maps that are null or empty included.</param>
/// <param name="Nans">Values that are no number; null for types that have none.</param>
/// <param name="Bounds">Bounds of the values; null when there are none that every reader can trust.</param>
internal sealed record ColumnStatistics(long Nulls, long? Nans, ColumnBounds? Bounds)
{
    /// <summary>Writes field 12 of a column chunk's metadata.</summary>
    public void Write(ThriftWriter metadata)
    {
        metadata.Struct(12);
        metadata.Long(3, Nulls);
        if (Bounds is not null)
        {
            metadata.Text(5, Bounds.Maximum);
            metadata.Text(6, Bounds.Minimum);
            metadata.Bool(7, Bounds.IsMaximumExact);
            metadata.Bool(8, Bounds.IsMinimumExact);
        }

        if (Nans is { } nans) metadata.Long(9, nans);
        metadata.End();
    }
}

/// <summary>Bounds of the values of a column chunk, in the plain encoding without a length.</summary>
/// <param name="Minimum">No value is smaller.</param>
/// <param name="Maximum">No value is larger.</param>
/// <param name="IsMinimumExact">True when the minimum is a value.</param>
/// <param name="IsMaximumExact">True when the maximum is a value.</param>
internal sealed record ColumnBounds(byte[] Minimum, byte[] Maximum, bool IsMinimumExact = true, bool IsMaximumExact = true);
