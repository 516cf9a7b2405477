namespace Datalake.Datasets;

/// <summary>A reshaping rule of a contract, applied while a record streams through.</summary>
/// <param name="Path">The fields the rule speaks of.</param>
public abstract record StructureRule(FieldPath Path);

/// <summary>Takes every matching field out, key and value.</summary>
/// <param name="Path">The fields to take out.</param>
public sealed record DropRule(FieldPath Path) : StructureRule(Path);

/// <summary>
/// Turns an object used as a dictionary into an array of objects: <c>{"12":"Food"}</c> becomes <c>[{"id":"12","name":"Food"}]</c>.
/// A null becomes <paramref name="Default"/>; a value that is neither object nor null stays as it is.
/// </summary>
/// <param name="Path">The fields to turn.</param>
/// <param name="KeyName">The name under which an entry's key is written.</param>
/// <param name="ValueName">The name under which an entry's value is written.</param>
/// <param name="Default">Compact JSON text to write in place of null; null to keep the null.</param>
public sealed record EntriesRule(FieldPath Path, string KeyName, string ValueName, string? Default) : StructureRule(Path);
