using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Datalake.Embedded.Engine.Native;

/// <summary>
/// The function <c>athena_length</c>: how many elements an array has, or entries a map. The engine's own takes either the one or the
/// other.
/// </summary>
internal static unsafe partial class ListLengths
{
    /// <summary>Makes the function known to a connection.</summary>
    /// <exception cref="EngineException">The engine refused it.</exception>
    public static void Register(DuckDBConnection connection)
    {
        var function = Create();
        SetName(function, "athena_length");
        using (var any = NativeMethods.LogicalType.DuckDBCreateLogicalType((DuckDBType)34)) AddParameter(function, any);
        using (var whole = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.BigInt)) SetReturnType(function, whole);
        SetFunction(function, &Fill);
        var state = RegisterFunction(connection.NativeConnection, function);
        Destroy(ref function);
        if (state != DuckDBState.Success) throw new EngineException("The engine refused the function athena_length.");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Fill(nint info, nint chunk, nint output)
    {
        var input = EngineFunctions.VectorOf(chunk, 0);
        var type = TypeOf(input);
        var kind = IdOf(type);
        DestroyType(ref type);
        if (kind is not (DuckDBType.List or DuckDBType.Map))
        {
            SetError(info, "cardinality is of arrays and maps; the length of a text is length(x).");
            return;
        }

        // An entry is an offset and a length.
        var entries = (ulong*)DataOf(input);
        var lengths = (long*)DataOf(output);
        var isThere = ValidityOf(input);
        if (isThere is not null) EnsureValidity(output);
        var missing = isThere is null ? null : ValidityOf(output);
        for (var row = 0UL; row < SizeOf(chunk); row++)
        {
            lengths[row] = (long)entries[(row * 2) + 1];
            if (isThere is not null && !IsValid(isThere, row)) SetInvalid(missing, row);
        }
    }

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_create_scalar_function")]
    private static partial nint Create();

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_destroy_scalar_function")]
    private static partial void Destroy(ref nint function);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_scalar_function_set_name", StringMarshalling = StringMarshalling.Utf8)]
    private static partial void SetName(nint function, string name);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_scalar_function_add_parameter")]
    private static partial void AddParameter(nint function, DuckDBLogicalType type);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_scalar_function_set_return_type")]
    private static partial void SetReturnType(nint function, DuckDBLogicalType type);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_scalar_function_set_function")]
    private static partial void SetFunction(nint function, delegate* unmanaged[Cdecl]<nint, nint, nint, void> fill);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_register_scalar_function")]
    private static partial DuckDBState RegisterFunction(DuckDBNativeConnection connection, nint function);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_scalar_function_set_error", StringMarshalling = StringMarshalling.Utf8)]
    private static partial void SetError(nint info, string error);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_data_chunk_get_size")]
    private static partial ulong SizeOf(nint chunk);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_vector_get_data")]
    private static partial nint DataOf(nint vector);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_vector_get_validity")]
    private static partial ulong* ValidityOf(nint vector);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_vector_ensure_validity_writable")]
    private static partial void EnsureValidity(nint vector);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_validity_row_is_valid")]
    [return: MarshalAs(UnmanagedType.U1)]
    private static partial bool IsValid(ulong* validity, ulong row);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_validity_set_row_invalid")]
    private static partial void SetInvalid(ulong* validity, ulong row);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_vector_get_column_type")]
    private static partial nint TypeOf(nint vector);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_get_type_id")]
    private static partial DuckDBType IdOf(nint type);

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_destroy_logical_type")]
    private static partial void DestroyType(ref nint type);
}
