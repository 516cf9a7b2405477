using DuckDB.NET.Native;

namespace Datalake.Embedded.Engine.Values;

/// <summary>
/// Refuses intervals that Arrow's nanoseconds do not hold: the engine multiplies its microseconds without a look at the result, so another
/// interval would come out.
/// </summary>
internal sealed unsafe class IntervalGuard
{
    private const long LargestMicroseconds = long.MaxValue / 1000;

    private readonly long[] columns;

    /// <param name="types">The types of the columns.</param>
    public IntervalGuard(IReadOnlyList<DuckDBLogicalType> types) =>
        columns = [.. Enumerable.Range(0, types.Count).Where(i => HasInterval(types[i])).Select(i => (long)i)];

    /// <summary>Looks at the intervals of a chunk.</summary>
    /// <exception cref="EngineException">One is too long.</exception>
    public void Check(DuckDBDataChunk chunk)
    {
        foreach (var column in columns)
        {
            Check(
                NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, column),
                (long)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk)
            );
        }
    }

    private static bool HasInterval(DuckDBLogicalType type)
    {
        switch (NativeMethods.LogicalType.DuckDBGetTypeId(type))
        {
            case DuckDBType.Interval:
                return true;
            case DuckDBType.List:
                using (var item = NativeMethods.LogicalType.DuckDBListTypeChildType(type)) return HasInterval(item);
            case DuckDBType.Array:
                using (var item = NativeMethods.LogicalType.DuckDBArrayTypeChildType(type)) return HasInterval(item);
            case DuckDBType.Map:
                using (var key = NativeMethods.LogicalType.DuckDBMapTypeKeyType(type))
                using (var value = NativeMethods.LogicalType.DuckDBMapTypeValueType(type))
                {
                    return HasInterval(key) || HasInterval(value);
                }

            case DuckDBType.Struct:
                for (var i = 0L; i < NativeMethods.LogicalType.DuckDBStructTypeChildCount(type); i++)
                {
                    using var field = NativeMethods.LogicalType.DuckDBStructTypeChildType(type, i);
                    if (HasInterval(field)) return true;
                }

                return false;
            default:
                return false;
        }
    }

    private static void Check(nint vector, long count)
    {
        using var type = NativeMethods.Vectors.DuckDBVectorGetColumnType(vector);
        switch (NativeMethods.LogicalType.DuckDBGetTypeId(type))
        {
            case DuckDBType.Interval:
                CheckValues(
                    (DuckDBInterval*)NativeMethods.Vectors.DuckDBVectorGetData(vector),
                    NativeMethods.Vectors.DuckDBVectorGetValidity(vector),
                    count
                );
                break;
            case DuckDBType.List or DuckDBType.Map:
                Check(NativeMethods.Vectors.DuckDBListVectorGetChild(vector), NativeMethods.Vectors.DuckDBListVectorGetSize(vector));
                break;
            case DuckDBType.Array:
                Check(
                    NativeMethods.Vectors.DuckDBArrayVectorGetChild(vector),
                    count * NativeMethods.LogicalType.DuckDBArrayVectorGetSize(type)
                );
                break;
            case DuckDBType.Struct:
                for (var i = 0L; i < NativeMethods.LogicalType.DuckDBStructTypeChildCount(type); i++)
                    Check(NativeMethods.Vectors.DuckDBStructVectorGetChild(vector, i), count);
                break;
        }
    }

    private static void CheckValues(DuckDBInterval* values, ulong* validity, long count)
    {
        for (var i = 0L; i < count; i++)
        {
            if (validity is not null && (validity[i / 64] >> (int)(i % 64) & 1) == 0) continue;
            var microseconds = (long)values[i].Micros;
            if (microseconds is > LargestMicroseconds or < -LargestMicroseconds)
            {
                throw new EngineException(
                    $"Conversion Error: An interval of {microseconds / 3_600_000_000} hours is longer than a result can hold ({LargestMicroseconds / 3_600_000_000} hours). Cast it in the query: CAST(… AS varchar)."
                );
            }
        }
    }
}
