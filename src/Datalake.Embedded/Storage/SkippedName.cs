namespace Datalake.Embedded.Storage;

/// <summary>A name that a listing skips.</summary>
/// <param name="Name">The path below the store's folder.</param>
/// <param name="Reason">Why it is skipped, and what to do.</param>
/// <param name="IsUnreadable">True where data may lie that cannot be reached; false for what is no file.</param>
internal sealed record SkippedName(string Name, string Reason, bool IsUnreadable);
