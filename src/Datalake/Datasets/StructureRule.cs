namespace Datalake.Datasets;

/// <summary>A reshaping rule of a contract, applied while a record streams through.</summary>
/// <param name="Path">The fields the rule speaks of.</param>
public abstract record StructureRule(FieldPath Path);

/// <summary>Takes every matching field out, key and value.</summary>
/// <param name="Path">The fields to take out.</param>
public sealed record DropRule(FieldPath Path) : StructureRule(Path);

/// <summary>
/// Turns an object used as a dictionary into an array of objects: <c>{"12":"Food"}</c> becomes <c>[{"id":"12","name":"Food"}]</c>.
/// Null and an absent key become <paramref name="Default"/>; a value that is neither object nor null stays as it is.
/// </summary>
/// <param name="Path">The fields to turn.</param>
/// <param name="KeyName">The name under which an entry's key is written.</param>
/// <param name="ValueName">The name under which an entry's value is written.</param>
/// <param name="Default">Compact JSON text to write in place of null or an absent key; null to keep them.</param>
public sealed record EntriesRule(FieldPath Path, string KeyName, string ValueName, string? Default) : StructureRule(Path);

/// <summary>Gives a field a value where it is null or absent.</summary>
/// <param name="Path">The fields; the last key has no <c>*</c> and no <c>[]</c>.</param>
/// <param name="Value">Compact JSON text to write.</param>
public sealed record FillRule(FieldPath Path, string Value) : StructureRule(Path);

/// <summary>Gives matching keys another name; the value stays, and so does the place.</summary>
/// <param name="Path">The fields to rename; the last key has no <c>*</c> and no <c>[]</c>.</param>
/// <param name="To">The new key.</param>
public sealed record RenameRule(FieldPath Path, string To) : StructureRule(Path);

/// <summary>
/// Writes the value of a field a second time, at the end of the record; nothing where the field is absent or null. Of several copies to one
/// key, the first in the contract that has a value is written.
/// </summary>
/// <param name="Path">The field: keys of objects only.</param>
/// <param name="To">The key at the top of the record that the value gets.</param>
public sealed record CopyRule(FieldPath Path, string To) : StructureRule(Path);
