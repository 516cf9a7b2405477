using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>What a type consists of.</summary>
    public static partial class LogicalType
    {
        /// <summary>Makes a type that has no parts.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_logical_type")]
        public static partial DuckDBLogicalType DuckDBCreateLogicalType(DuckDBType type);

        /// <summary>Which type it is.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_type_id")]
        public static partial DuckDBType DuckDBGetTypeId(DuckDBLogicalType type);

        /// <summary>How many digits a DECIMAL has behind the point.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_decimal_scale")]
        public static partial byte DuckDBDecimalScale(DuckDBLogicalType type);

        /// <summary>The integer type in which a DECIMAL is held.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_decimal_internal_type")]
        public static partial DuckDBType DuckDBDecimalInternalType(DuckDBLogicalType type);

        /// <summary>The unsigned integer type in which the index of an ENUM is held.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_enum_internal_type")]
        public static partial DuckDBType DuckDBEnumInternalType(DuckDBLogicalType type);

        /// <summary>How many values an ENUM has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_enum_dictionary_size")]
        public static partial uint DuckDBEnumDictionarySize(DuckDBLogicalType type);

        /// <summary>One value of an ENUM.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_enum_dictionary_value")]
        [return: MarshalUsing(typeof(DuckDBCallerOwnedStringMarshaller))]
        public static partial string DuckDBEnumDictionaryValue(DuckDBLogicalType type, long index);

        /// <summary>The type of the elements of a LIST.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_list_type_child_type")]
        public static partial DuckDBLogicalType DuckDBListTypeChildType(DuckDBLogicalType type);

        /// <summary>The type of the elements of an ARRAY.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_array_type_child_type")]
        public static partial DuckDBLogicalType DuckDBArrayTypeChildType(DuckDBLogicalType type);

        /// <summary>How many elements each ARRAY has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_array_type_array_size")]
        public static partial long DuckDBArrayVectorGetSize(DuckDBLogicalType logicalType);

        /// <summary>The type of the keys of a MAP.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_map_type_key_type")]
        public static partial DuckDBLogicalType DuckDBMapTypeKeyType(DuckDBLogicalType type);

        /// <summary>The type of the values of a MAP.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_map_type_value_type")]
        public static partial DuckDBLogicalType DuckDBMapTypeValueType(DuckDBLogicalType type);

        /// <summary>How many fields a STRUCT has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_struct_type_child_count")]
        public static partial long DuckDBStructTypeChildCount(DuckDBLogicalType type);

        /// <summary>The name of a field of a STRUCT; empty for the fields of <c>row(...)</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_struct_type_child_name")]
        [return: MarshalUsing(typeof(DuckDBCallerOwnedStringMarshaller))]
        public static partial string DuckDBStructTypeChildName(DuckDBLogicalType type, long index);

        /// <summary>The type of a field of a STRUCT.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_struct_type_child_type")]
        public static partial DuckDBLogicalType DuckDBStructTypeChildType(DuckDBLogicalType type, long index);

        /// <summary>How many alternatives a UNION has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_union_type_member_count")]
        internal static partial long DuckDBUnionTypeMemberCount(DuckDBLogicalType type);

        /// <summary>The type of an alternative of a UNION.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_union_type_member_type")]
        internal static partial DuckDBLogicalType DuckDBUnionTypeMemberType(DuckDBLogicalType type, long index);

        /// <summary>Frees the type and clears the handle.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_logical_type")]
        public static partial void DuckDBDestroyLogicalType(ref nint type);
    }
}
