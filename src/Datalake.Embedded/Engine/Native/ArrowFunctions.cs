using System.Runtime.InteropServices;
using System.Text.Json;
using Apache.Arrow.C;
using DuckDB.NET.Native;

namespace Datalake.Embedded.Engine.Native;

/// <summary>The part of libduckdb's C API that converts results to Arrow. DuckDB.NET does not have it.</summary>
internal static unsafe partial class ArrowFunctions
{
    /// <summary>How a connection converts to Arrow.</summary>
    public static nint OptionsOf(ref DuckDBResult result)
    {
        fixed (DuckDBResult* address = &result) return ResultOptions(address);
    }

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_destroy_arrow_options")]
    public static partial void DestroyOptions(ref nint options);

    /// <summary>Describes columns. What it returns is an error to be destroyed, or 0.</summary>
    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_to_arrow_schema")]
    public static partial nint ToSchema(nint options, nint* types, nint* names, ulong count, CArrowSchema* schema);

    /// <summary>Copies the rows of a chunk. What it returns is an error to be destroyed, or 0.</summary>
    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_data_chunk_to_arrow")]
    public static partial nint ToArray(nint options, DuckDBDataChunk chunk, CArrowArray* array);

    /// <summary>Throws what a function above returned.</summary>
    /// <exception cref="EngineException">It returned an error.</exception>
    public static void ThrowIfFailed(nint error)
    {
        if (error == 0) return;
        var message = HasError(error) ? Marshal.PtrToStringUTF8(ErrorMessage(error)) : null;
        DestroyError(ref error);
        if (message is not null) throw new EngineException(WordsOf(message));
    }

    /// <summary>The engine's words, which it hands out here as a JSON object.</summary>
    private static string WordsOf(string message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            return json.RootElement.TryGetProperty("exception_message", out var words) ? words.GetString() ?? message : message;
        }
        catch (JsonException)
        {
            return message;
        }
    }

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_result_get_arrow_options")]
    private static partial nint ResultOptions(DuckDBResult* result);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_error_data_has_error")]
    [return: MarshalAs(UnmanagedType.U1)]
    private static partial bool HasError(nint error);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_error_data_message")]
    private static partial nint ErrorMessage(nint error);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_destroy_error_data")]
    private static partial void DestroyError(ref nint error);
}
