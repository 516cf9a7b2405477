using Datalake.Embedded.Queries.Athena.Values;
using DuckDB.NET.Data;
using DuckDB.NET.Data.DataChunk.Reader;
using DuckDB.NET.Data.DataChunk.Writer;

namespace Datalake.Embedded.Queries.Athena;

/// <summary>The functions that are written in .NET; macros call them. Of NULL they are NULL, but for those that say otherwise.</summary>
internal static class NativeFunctions
{
    private static readonly ScalarFunctionOptions TakesNull = new() { HandlesNulls = true, IsPureFunction = true };

    /// <summary>How each is registered, by its name.</summary>
    public static IReadOnlyDictionary<string, Action<DuckDBConnection>> All { get; } = new Dictionary<string,
        Action<DuckDBConnection>>(StringComparer.OrdinalIgnoreCase)
    {
        ["athena_fail"] = Of<string, string>("athena_fail", (text) => throw new FormatException(text)),
        ["athena_length"] = Engine.Native.ListLengths.Register,
        ["athena_format"] = RegisterFormat,
        ["athena_regexp_like"] = Of<string, string, bool>("athena_regexp_like", JavaRegex.IsMatch),
        ["athena_regexp_extract"] = Of<string, string, long, string?>("athena_regexp_extract", JavaRegex.Extract),
        ["athena_regexp_extract_all"] = Of<string, string, long, string>("athena_regexp_extract_all", JavaRegex.ExtractAll),
        ["athena_regexp_replace"] = Of<string, string, string, string>("athena_regexp_replace", JavaRegex.Replace),
        ["athena_regexp_split"] = Of<string, string, string>("athena_regexp_split", JavaRegex.Split),
        ["athena_regexp_count"] = Of<string, string, long>("athena_regexp_count", JavaRegex.Count),
        ["athena_regexp_position"] = Of<string, string, long, long, long>("athena_regexp_position", JavaRegex.Position),
        ["athena_date_format"] = Of<DateTime, string, string>("athena_date_format", MySqlPattern.Format),
        ["athena_date_parse"] = Of<string, string, DateTime>("athena_date_parse", MySqlPattern.Parse),
        ["athena_joda"] = Of<DateTime, string, string, long, string>("athena_joda", JodaPattern.Format),
        ["athena_joda_parse"] = Of<string, string, string>("athena_joda_parse", JodaPattern.Parse),
        ["athena_iso"] = Of<string, long>("athena_iso", Iso8601.Packed),
        ["athena_iso_date"] = Of<string, DateTime>("athena_iso_date", Iso8601.Date),
        ["athena_sql_local"] = Of<string, DateTime>("athena_sql_local", Iso8601.SqlLocal),
        ["athena_sql_zone"] = Of<string, string>("athena_sql_zone", Iso8601.SqlZone),
        ["athena_offset"] = Of<string, long?>("athena_offset", Iso8601.Minutes),
        ["athena_path"] = Of<string, string>("athena_path", JsonPath.ToEngine),
        ["athena_json_parse"] = Of<string, string>("athena_json_parse", JsonTexts.Parse),
        ["athena_json_text"] = Of<string, string?>("athena_json_text", JsonTexts.Text),
        ["athena_json_array_contains"] = Of<string, string, bool, bool?>("athena_json_array_contains", JsonTexts.ArrayContains),
        ["athena_json_value"] = TakingNull<string>("athena_json_value", 4, texts => JsonTexts.Value(texts[0], texts[1]!, texts[2], texts[3])),
        ["athena_json_query"] = TakingNull<string>("athena_json_query", 5, texts => JsonTexts.Query(texts[0], texts[1]!, texts[2], texts[3], texts[4]!)),
        ["athena_json_exists"] = TakingNull<bool>("athena_json_exists", 4, texts => JsonTexts.Exists(texts[0], texts[1]!, texts[3])),
        ["athena_url"] = Of<string, string, string?>("athena_url", Urls.Part),
        ["athena_url_parameter"] = Of<string, string, string?>("athena_url_parameter", Urls.Parameter),
        ["athena_url_encode"] = Of<string, string>("athena_url_encode", Urls.Encode),
        ["athena_url_decode"] = Of<string, string>("athena_url_decode", Urls.Decode),
        ["athena_levenshtein"] = Of<string, string, long>("athena_levenshtein", Texts.Levenshtein),
        ["athena_hamming"] = Of<string, string, long>("athena_hamming", Texts.Hamming),
        ["athena_strpos"] = Of<string, string, long, long>("athena_strpos", Texts.Position),
        ["athena_split"] = Of<string, string, long, string>("athena_split", Texts.Split),
        ["athena_split_to_entries"] = Of<string, string, string, bool, string>("athena_split_to_entries", Texts.SplitToEntries),
        ["athena_from_base"] = Of<string, long, long>("athena_from_base", Texts.FromBase),
        ["athena_format_number"] = Of<double, string>("athena_format_number", Texts.Short),
        ["athena_seconds"] = Of<double, string>("athena_seconds", Texts.Seconds),
        ["athena_weighted_position"] = Of<string, double, long>("athena_weighted_position", Texts.WeightedPosition),
        ["athena_scientific"] = Of<string, string>("athena_scientific", JavaFormat.Scientific),
        ["athena_sha512"] = Of<string, string>("athena_sha512", Texts.Sha512),
    };

    private static Action<DuckDBConnection> Of<T, TResult>(string name, Func<T, TResult> function) =>
        connection => connection.RegisterScalarFunction<T, TResult>(
            name,
            (readers, writer, rows) => Write(1, readers, writer, rows, row => function(readers[0].GetValue<T>(row))),
            TakesNull);

    private static Action<DuckDBConnection> Of<T1, T2, TResult>(string name, Func<T1, T2, TResult> function) =>
        connection => connection.RegisterScalarFunction<T1, T2, TResult>(
            name,
            (readers, writer, rows) => Write(
                2, readers, writer, rows, row => function(
                    readers[0].GetValue<T1>(row), readers[1].GetValue<T2>(row))),
            TakesNull);

    private static Action<DuckDBConnection> Of<T1, T2, T3, TResult>(string name, Func<T1, T2, T3, TResult> function) =>
        connection => connection.RegisterScalarFunction<T1, T2, T3, TResult>(
            name,
            (readers, writer, rows) => Write(
                3, readers, writer, rows, row => function(
                    readers[0].GetValue<T1>(row), readers[1].GetValue<T2>(row), readers[2].GetValue<T3>(row))),
            TakesNull);

    private static Action<DuckDBConnection> Of<T1, T2, T3, T4, TResult>(string name, Func<T1, T2, T3, T4, TResult> function) =>
        connection => connection.RegisterScalarFunction<T1, T2, T3, T4, TResult>(
            name,
            (readers, writer, rows) => Write(
                4, readers, writer, rows, row => function(
                    readers[0].GetValue<T1>(row), readers[1].GetValue<T2>(row),
                    readers[2].GetValue<T3>(row), readers[3].GetValue<T4>(row))),
            TakesNull);

    // The engine passes rows on in which one of several values is NULL.
    private static void Write<TResult>(
        int count, IReadOnlyList<IDuckDBDataReader> readers, IDuckDBDataWriter writer, ulong rows, Func<ulong, TResult> function)
    {
        for (var row = 0UL; row < rows; row++)
        {
            var isKnown = true;
            for (var i = 0; i < count; i++) isKnown &= readers[i].IsValid(row);
            if (isKnown && function(row) is { } value) writer.WriteValue(value, row);
            else writer.WriteNull(row);
        }
    }

    // NULL is one of the values that a text may have.
    private static Action<DuckDBConnection> TakingNull<TResult>(string name, int count, Func<string?[], object?> function) =>
        connection => connection.RegisterScalarFunction<string, TResult>(
            name,
            (readers, writer, rows) =>
            {
                var texts = new string?[count];
                for (var row = 0UL; row < rows; row++)
                {
                    for (var i = 0; i < count; i++) texts[i] = readers[i].IsValid(row) ? readers[i].GetValue<string>(row) : null;
                    if (function(texts) is TResult value) writer.WriteValue(value, row);
                    else writer.WriteNull(row);
                }
            },
            TakesNull,
            true);

    private static void RegisterFormat(DuckDBConnection connection) =>
        connection.RegisterScalarFunction<object, string>(
            "athena_format",
            (readers, writer, rows) =>
            {
                for (var row = 0UL; row < rows; row++)
                {
                    if (!readers[0].IsValid(row))
                    {
                        writer.WriteNull(row);
                        continue;
                    }

                    var at = row;
                    writer.WriteValue(
                        JavaFormat.Format(readers[0].GetValue<string>(row), [.. readers.Skip(1).Select(reader =>
                            reader.IsValid(at) ? reader.GetValue(at) : null)]), row);
                }
            },
            TakesNull,
            true);
}
