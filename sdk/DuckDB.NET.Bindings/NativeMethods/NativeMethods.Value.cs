using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Making values to bind.</summary>
    public static partial class Value
    {
        /// <summary>Makes a NULL.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_null_value")]
        public static partial DuckDBValue DuckDBCreateNullValue();

        /// <summary>Makes a BOOLEAN.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_bool")]
        public static partial DuckDBValue DuckDBCreateBool([MarshalAs(UnmanagedType.U1)] bool value);

        /// <summary>Makes a TINYINT.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_int8")]
        public static partial DuckDBValue DuckDBCreateInt8(sbyte value);

        /// <summary>Makes a UTINYINT.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_uint8")]
        public static partial DuckDBValue DuckDBCreateUInt8(byte value);

        /// <summary>Makes a SMALLINT.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_int16")]
        public static partial DuckDBValue DuckDBCreateInt16(short value);

        /// <summary>Makes a USMALLINT.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_uint16")]
        public static partial DuckDBValue DuckDBCreateUInt16(ushort value);

        /// <summary>Makes an INTEGER.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_int32")]
        public static partial DuckDBValue DuckDBCreateInt32(int value);

        /// <summary>Makes a UINTEGER.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_uint32")]
        public static partial DuckDBValue DuckDBCreateUInt32(uint value);

        /// <summary>Makes a BIGINT.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_int64")]
        public static partial DuckDBValue DuckDBCreateInt64(long value);

        /// <summary>Makes a UBIGINT.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_uint64")]
        public static partial DuckDBValue DuckDBCreateUInt64(ulong value);

        /// <summary>Makes a HUGEINT.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_hugeint")]
        public static partial DuckDBValue DuckDBCreateHugeInt(DuckDBHugeInt value);

        /// <summary>Makes a UHUGEINT.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_uhugeint")]
        public static partial DuckDBValue DuckDBCreateUHugeInt(DuckDBUHugeInt value);

        /// <summary>Makes a DECIMAL.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_decimal")]
        public static partial DuckDBValue DuckDBCreateDecimal(DuckDBDecimal value);

        /// <summary>Makes a FLOAT.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_float")]
        public static partial DuckDBValue DuckDBCreateFloat(float value);

        /// <summary>Makes a DOUBLE.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_double")]
        public static partial DuckDBValue DuckDBCreateDouble(double value);

        /// <summary>Makes a DATE.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_date")]
        public static partial DuckDBValue DuckDBCreateDate(DuckDBDate value);

        /// <summary>Makes a TIME.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_time")]
        public static partial DuckDBValue DuckDBCreateTime(DuckDBTime value);

        /// <summary>Makes a TIMESTAMP.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_timestamp")]
        public static partial DuckDBValue DuckDBCreateTimestamp(DuckDBTimestampStruct value);

        /// <summary>Makes a TIMESTAMP WITH TIME ZONE.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_timestamp_tz")]
        public static partial DuckDBValue DuckDBCreateTimestampTz(DuckDBTimestampStruct value);

        /// <summary>Makes an INTERVAL.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_interval")]
        public static partial DuckDBValue DuckDBCreateInterval(DuckDBInterval value);

        /// <summary>Makes a UUID from its 128 bits, the first byte of its text the highest.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_uuid")]
        internal static partial DuckDBValue DuckDBCreateUuid(DuckDBUHugeInt value);

        /// <summary>Makes a BLOB; the bytes are copied.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_blob")]
        internal static partial DuckDBValue DuckDBCreateBlob(ReadOnlySpan<byte> value, long length);

        /// <summary>Makes a VARCHAR from UTF-8, in which NUL is a character like any other; the bytes are copied.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_varchar_length")]
        internal static partial DuckDBValue DuckDBCreateVarchar(ReadOnlySpan<byte> utf8, long length);

        /// <summary>
        /// Makes a LIST; its elements are cast to the type, which stays the caller's, and copied. An invalid handle when one cannot
        /// be cast.
        /// </summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_list_value")]
        internal static partial DuckDBValue DuckDBCreateListValue(nint logicalType, ReadOnlySpan<nint> values, long count);

        /// <summary>Whether a value is NULL.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_is_null_value")]
        [return: MarshalAs(UnmanagedType.U1)]
        public static partial bool DuckDBIsNullValue(DuckDBValue value);

        /// <summary>The type of a value. It belongs to the value and is not to be freed.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_value_type")]
        internal static partial nint DuckDBGetValueType(DuckDBValue value);

        /// <summary>Frees the value and clears the handle.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_value")]
        public static partial void DuckDBDestroyValue(ref nint value);
    }
}
