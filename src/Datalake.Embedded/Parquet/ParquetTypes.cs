namespace Datalake.Embedded.Parquet;

/// <summary>How values are stored, by the format's numbers.</summary>
internal enum PhysicalType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Float = 4,
    Double = 5,
    ByteArray = 6,
    FixedLengthByteArray = 7,
}

/// <summary>What stored values mean to readers that do not know logical types, by the format's numbers.</summary>
internal enum ConvertedType
{
    Utf8 = 0,
    Map = 1,
    List = 3,
    Decimal = 5,
    Date = 6,
    TimestampMicros = 10,
    Int8 = 15,
    Int16 = 16,
    Int32 = 17,
    Int64 = 18,
}

/// <summary>What stored values mean: the fields of the union in the format's definition.</summary>
internal enum LogicalType
{
    String = 1,
    Map = 2,
    List = 3,
    Decimal = 5,
    Date = 6,
    Timestamp = 8,
    Integer = 10,
}

/// <summary>Whether a field can be missing or repeated, by the format's numbers.</summary>
internal enum Repetition
{
    Required = 0,
    Optional = 1,
    Repeated = 2,
}

/// <summary>Encodings, by the format's numbers.</summary>
internal enum ValueEncoding
{
    Plain = 0,
    OldDictionary = 2,
    Hybrid = 3,
    Dictionary = 8,
}

/// <summary>Kinds of pages, by the format's numbers.</summary>
internal enum PageType
{
    Data = 0,
    Dictionary = 2,
    DataV2 = 3,
}
