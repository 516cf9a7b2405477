using System.Runtime.InteropServices;
using DuckDB.NET.Native;

namespace Datalake.Embedded.Engine.Native;

/// <summary>
/// The part of libduckdb's C API that makes a table function whose rows come from somewhere else without being copied. DuckDB.NET has no
/// such function: its own take rows value by value.
/// </summary>
internal static unsafe partial class EngineFunctions
{
    internal const string Library = "duckdb";

    [LibraryImport(Library, EntryPoint = "duckdb_create_table_function")]
    public static partial nint CreateTableFunction();

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_table_function")]
    public static partial void DestroyTableFunction(ref nint function);

    [LibraryImport(Library, EntryPoint = "duckdb_table_function_set_name", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetName(nint function, string name);

    [LibraryImport(Library, EntryPoint = "duckdb_table_function_set_extra_info")]
    public static partial void SetExtraInfo(nint function, nint info, delegate* unmanaged[Cdecl]<nint, void> destroy);

    [LibraryImport(Library, EntryPoint = "duckdb_table_function_set_bind")]
    public static partial void SetBind(nint function, delegate* unmanaged[Cdecl]<nint, void> bind);

    [LibraryImport(Library, EntryPoint = "duckdb_table_function_set_init")]
    public static partial void SetInit(nint function, delegate* unmanaged[Cdecl]<nint, void> init);

    [LibraryImport(Library, EntryPoint = "duckdb_table_function_set_function")]
    public static partial void SetFunction(nint function, delegate* unmanaged[Cdecl]<nint, nint, void> fill);

    [LibraryImport(Library, EntryPoint = "duckdb_register_table_function")]
    public static partial DuckDBState RegisterTableFunction(DuckDBNativeConnection connection, nint function);

    [LibraryImport(Library, EntryPoint = "duckdb_bind_get_extra_info")]
    public static partial nint BindExtraInfo(nint bind);

    [LibraryImport(Library, EntryPoint = "duckdb_bind_add_result_column", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void AddResultColumn(nint bind, string name, DuckDBLogicalType type);

    [LibraryImport(Library, EntryPoint = "duckdb_function_get_extra_info")]
    public static partial nint FunctionExtraInfo(nint function);

    [LibraryImport(Library, EntryPoint = "duckdb_function_set_error", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetError(nint function, string error);

    [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_get_vector")]
    public static partial nint VectorOf(nint chunk, ulong column);

    [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_set_size")]
    public static partial void SetSize(nint chunk, ulong size);

    /// <summary>Makes a vector share the values of another.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_vector_reference_vector")]
    public static partial void ReferenceVector(nint target, nint source);

    /// <summary>Leaves of a vector what a selection names. The selection may be freed then.</summary>
    [LibraryImport(Library, EntryPoint = "duckdb_slice_vector")]
    public static partial void SliceVector(nint vector, nint selection, ulong length);

    [LibraryImport(Library, EntryPoint = "duckdb_create_selection_vector")]
    public static partial nint CreateSelection(ulong size);

    [LibraryImport(Library, EntryPoint = "duckdb_selection_vector_get_data_ptr")]
    public static partial uint* SelectionData(nint selection);

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_selection_vector")]
    public static partial void DestroySelection(nint selection);
}
