namespace Datalake.Embedded.Storage;

/// <summary>A name that a listing leaves out.</summary>
/// <param name="Name">Where it lies, below the store's folder.</param>
/// <param name="Reason">Why, and what to do.</param>
/// <param name="IsUnreadable">True where data may lie that cannot be reached; false for what is no file.</param>
internal sealed record LeftOut(string Name, string Reason, bool IsUnreadable);
