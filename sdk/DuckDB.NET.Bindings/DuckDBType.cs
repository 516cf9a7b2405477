namespace DuckDB.NET.Native;

/// <summary>The engine's types, by the numbers its C API gives them; the names are those of DuckDB.NET.</summary>
public enum DuckDBType
{
    /// <summary>No type.</summary>
    Invalid = 0,

    /// <summary>BOOLEAN, one byte.</summary>
    Boolean = 1,

    /// <summary>TINYINT, 8 bits, signed.</summary>
    TinyInt = 2,

    /// <summary>SMALLINT, 16 bits, signed.</summary>
    SmallInt = 3,

    /// <summary>INTEGER, 32 bits, signed.</summary>
    Integer = 4,

    /// <summary>BIGINT, 64 bits, signed.</summary>
    BigInt = 5,

    /// <summary>UTINYINT, 8 bits, unsigned.</summary>
    UnsignedTinyInt = 6,

    /// <summary>USMALLINT, 16 bits, unsigned.</summary>
    UnsignedSmallInt = 7,

    /// <summary>UINTEGER, 32 bits, unsigned.</summary>
    UnsignedInteger = 8,

    /// <summary>UBIGINT, 64 bits, unsigned.</summary>
    UnsignedBigInt = 9,

    /// <summary>FLOAT, 32 bits.</summary>
    Float = 10,

    /// <summary>DOUBLE, 64 bits.</summary>
    Double = 11,

    /// <summary>TIMESTAMP, microseconds since 1970-01-01.</summary>
    Timestamp = 12,

    /// <summary>DATE, days since 1970-01-01.</summary>
    Date = 13,

    /// <summary>TIME, microseconds since midnight.</summary>
    Time = 14,

    /// <summary>INTERVAL: months, days and microseconds.</summary>
    Interval = 15,

    /// <summary>HUGEINT, 128 bits, signed.</summary>
    HugeInt = 16,

    /// <summary>VARCHAR, UTF-8 text.</summary>
    Varchar = 17,

    /// <summary>BLOB, bytes.</summary>
    Blob = 18,

    /// <summary>DECIMAL(width, scale).</summary>
    Decimal = 19,

    /// <summary>TIMESTAMP_S, seconds since 1970-01-01.</summary>
    TimestampS = 20,

    /// <summary>TIMESTAMP_MS, milliseconds since 1970-01-01.</summary>
    TimestampMs = 21,

    /// <summary>TIMESTAMP_NS, nanoseconds since 1970-01-01.</summary>
    TimestampNs = 22,

    /// <summary>ENUM, an index into a dictionary of texts.</summary>
    Enum = 23,

    /// <summary>LIST, any number of values of one type.</summary>
    List = 24,

    /// <summary>STRUCT, named fields.</summary>
    Struct = 25,

    /// <summary>MAP, keys and values.</summary>
    Map = 26,

    /// <summary>UUID.</summary>
    Uuid = 27,

    /// <summary>UNION, one of several named alternatives.</summary>
    Union = 28,

    /// <summary>BIT, a string of bits.</summary>
    Bit = 29,

    /// <summary>TIME WITH TIME ZONE: microseconds since midnight and an offset in seconds.</summary>
    TimeTz = 30,

    /// <summary>TIMESTAMP WITH TIME ZONE, microseconds since 1970-01-01 UTC.</summary>
    TimestampTz = 31,

    /// <summary>UHUGEINT, 128 bits, unsigned.</summary>
    UnsignedHugeInt = 32,

    /// <summary>ARRAY, a fixed number of values of one type.</summary>
    Array = 33,

    /// <summary>Any type; only in the signatures of functions.</summary>
    Any = 34,

    /// <summary>BIGNUM, a whole number of any length.</summary>
    VarInt = 35,

    /// <summary>The type of a bare NULL.</summary>
    SqlNull = 36,

    /// <summary>TIME_NS, nanoseconds since midnight. DuckDB.NET does not name it yet.</summary>
    TimeNs = 39,
}
