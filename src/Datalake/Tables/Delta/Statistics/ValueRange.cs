using Datalake.Tables.Delta.Schemas;

namespace Datalake.Tables.Delta.Statistics;

/// <summary>A range of values in the kind that a column's statistics have.</summary>
internal readonly record struct ValueRange(ColumnValue? Minimum, ColumnValue? Maximum)
{
    // The widest offsets are UTC-12 and UTC+14.
    private static readonly long WidestOffset = (long)TimeSpan.FromHours(14).TotalMicroseconds;

    /// <summary>The range for a column. Around binary floating point numbers it is widened by what conversions round.</summary>
    /// <exception cref="ArgumentException">Values of that kind cannot be compared with the column's.</exception>
    public static ValueRange Of(DeltaField field, ColumnValue? minimum, ColumnValue? maximum)
    {
        var name = (field.Type as DeltaPrimitive)?.Name;
        if (name is "float" or "double" && IsNumber(minimum) && IsNumber(maximum))
        {
            return name == "float"
                ? new ValueRange(
                    Convert(minimum, number => MathF.BitDecrement((float)number)),
                    Convert(maximum, number => MathF.BitIncrement((float)number)))
                : new ValueRange(Convert(minimum, Math.BitDecrement), Convert(maximum, Math.BitIncrement));
        }

        var kind = KindOf(name);
        if ((minimum ?? maximum) is { } bound && ((minimum?.Kind ?? kind) != kind || (maximum?.Kind ?? kind) != kind))
        {
            throw new ArgumentException(
                $"The column '{field.Name}' is of the type {field.Type}, which cannot be compared with the {bound.Kind} '{bound}'.",
                nameof(minimum));
        }

        return new ValueRange(minimum, maximum);
    }

    /// <summary>Whether some value of the range can lie between two bounds, of which those that are null are not known.</summary>
    public bool Meets(ColumnValue? low, ColumnValue? high) =>
        (Minimum is null || high is null || Minimum <= high) && (Maximum is null || low is null || Maximum >= low);

    /// <summary>Whether a timestamp in an unknown zone can be in the range.</summary>
    public bool MeetsLocal(ColumnValue value) => Meets(
        ColumnValue.OfMicroseconds(value.Microseconds - WidestOffset), ColumnValue.OfMicroseconds(value.Microseconds + WidestOffset));

    private static bool IsNumber(ColumnValue? value) => value is null or { Kind: ColumnValueKind.Number or ColumnValueKind.Double };

    private static ColumnValue? Convert(ColumnValue? value, Func<double, double> widen) =>
        value is null ? null : ColumnValue.Of(widen(value.ToDouble()));

    private static ColumnValueKind? KindOf(string? name) => name switch
    {
        "string" => ColumnValueKind.Text,
        "byte" or "short" or "integer" or "long" => ColumnValueKind.Number,
        "boolean" => ColumnValueKind.Boolean,
        "date" => ColumnValueKind.Date,
        "timestamp" => ColumnValueKind.Timestamp,
        not null when DeltaSchema.TryParseDecimal(name, out _, out _) => ColumnValueKind.Number,
        _ => null,
    };
}
