namespace DuckDB.NET.Data;

/// <summary>Turns the engine's errors into exceptions.</summary>
internal static class EngineError
{
    // Where the C API hands out a text without a kind (opening, preparing), the text begins with it.
    private static readonly (string Prefix, DuckDBErrorType Type)[] Prefixes =
    [
        ("Parser Error", DuckDBErrorType.Parser),
        ("Binder Error", DuckDBErrorType.Binder),
        ("Catalog Error", DuckDBErrorType.Catalog),
        ("Conversion Error", DuckDBErrorType.Conversion),
        ("Constraint Error", DuckDBErrorType.Constraint),
        ("Invalid Input Error", DuckDBErrorType.InvalidInput),
        ("Invalid type Error", DuckDBErrorType.InvalidType),
        ("IO Error", DuckDBErrorType.Io),
        ("HTTP Error", DuckDBErrorType.Http),
        ("Not implemented Error", DuckDBErrorType.NotImplemented),
        ("Out of Memory Error", DuckDBErrorType.OutOfMemory),
        ("Out of Range Error", DuckDBErrorType.OutOfRange),
        ("Parameter Not Resolved Error", DuckDBErrorType.ParameterNotResolved),
        ("Permission Error", DuckDBErrorType.Permission),
        ("Serialization Error", DuckDBErrorType.Serialization),
        ("Settings Error", DuckDBErrorType.Settings),
        ("Syntax Error", DuckDBErrorType.Syntax),
        ("TransactionContext Error", DuckDBErrorType.Transaction),
        ("Connection Error", DuckDBErrorType.Connection),
        ("Dependency Error", DuckDBErrorType.Dependency),
        ("Missing Extension Error", DuckDBErrorType.MissingExtension),
        ("INTERNAL Error", DuckDBErrorType.Internal),
        ("FATAL Error", DuckDBErrorType.Fatal),
    ];

    internal static Exception From(string message) => From(message, TypeOf(message));

    internal static Exception From(string message, DuckDBErrorType type) =>
        type == DuckDBErrorType.Interrupt
            ? new OperationCanceledException(message)
            : new DuckDBException(message, type);

    internal static Exception From(ref DuckDBResult result) =>
        From(NativeMethods.Query.DuckDBResultError(ref result), NativeMethods.Query.DuckDBResultErrorType(ref result));

    private static DuckDBErrorType TypeOf(string message) =>
        Array.Find(Prefixes, p => message.StartsWith(p.Prefix, StringComparison.OrdinalIgnoreCase)).Type;
}
