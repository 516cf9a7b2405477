using Datalake.Documents;

namespace Datalake.Datasets;

/// <summary>The ids of the rules a contract has to keep; they do not change, so scripts and tests may look for them.</summary>
public static class ContractRules
{
    /// <summary>The text is JSON (comments and trailing commas allowed) in UTF-8.</summary>
    public const string JsonSyntax = DocumentRules.JsonSyntax;

    /// <summary>A value has the JSON kind its property asks for.</summary>
    public const string JsonKind = DocumentRules.JsonKind;

    /// <summary>Every property is one the contract knows.</summary>
    public const string PropertyUnknown = DocumentRules.PropertyUnknown;

    /// <summary>No property stands twice in one object.</summary>
    public const string PropertyDuplicate = DocumentRules.PropertyDuplicate;

    /// <summary>What is needed is there.</summary>
    public const string PropertyMissing = DocumentRules.PropertyMissing;

    /// <summary>A list (or the set of columns) holds at least one.</summary>
    public const string ListEmpty = DocumentRules.ListEmpty;

    /// <summary>A dataset's name has the form of one.</summary>
    public const string DatasetName = "dataset-name";

    /// <summary>A database's name has the form Glue asks for.</summary>
    public const string DatabaseName = "database-name";

    /// <summary>The keys of arrivals have the form of a <see cref="KeyTemplate"/>.</summary>
    public const string KeyTemplate = "key-template";

    /// <summary>The format is json or csv.</summary>
    public const string RawFormat = "raw-format";

    /// <summary>Only JSON can be stringified.</summary>
    public const string RawStringified = "raw-stringified";

    /// <summary>Records are named by a path of keys without patterns, only in JSON.</summary>
    public const string RawRecords = "raw-records";

    /// <summary>The options of CSV are for CSV, and each has one of its values.</summary>
    public const string RawCsv = "raw-csv";

    /// <summary>A column's key can be a column's name in Glue and Athena.</summary>
    public const string ColumnName = "column-name";

    /// <summary>A column does not take a name that the lake itself writes: <c>_…</c> and the partition columns.</summary>
    public const string ColumnReserved = "column-reserved";

    /// <summary>No two columns have the same lower-case name.</summary>
    public const string ColumnCollision = "column-collision";

    /// <summary>A column's type is a <see cref="HiveType"/>.</summary>
    public const string ColumnType = "column-type";

    /// <summary>Only a timestamp or date column has formats and a zone, and each is one that can be read.</summary>
    public const string ColumnFormat = "column-format";

    /// <summary>What identity and changedAt name is a declared column.</summary>
    public const string ColumnUndeclared = "column-undeclared";

    /// <summary>Identity and changedAt name no column twice.</summary>
    public const string ColumnRepeated = "column-repeated";

    /// <summary>An identity column is scalar, and not a floating-point number.</summary>
    public const string IdentityType = "identity-type";

    /// <summary>A changedAt column is a timestamp or a date.</summary>
    public const string ChangedAtType = "changed-at-type";

    /// <summary>A path has the form of a <see cref="FieldPath"/>.</summary>
    public const string FieldPath = "field-path";

    /// <summary>A path does not lead into a column that stays undecoded text.</summary>
    public const string PathIntoText = "path-into-text";

    /// <summary>
    /// A path steps into arrays with <c>[]</c>, into structs and maps without, and into nothing else, as the columns declare them.
    /// </summary>
    public const string PathShape = "path-shape";

    /// <summary>A structure rule is one of drop, entries, fill, rename and copy.</summary>
    public const string StructureKind = "structure-kind";

    /// <summary>An entries rule gives two distinct names.</summary>
    public const string StructureEntries = "structure-entries";

    /// <summary>What an entries rule makes is declared as an array.</summary>
    public const string StructureEntriesType = "structure-entries-type";

    /// <summary>A fill rule's path ends with a key, and it has a value.</summary>
    public const string StructureFill = "structure-fill";

    /// <summary>A rename rule's path ends with a key, and its new key differs from it.</summary>
    public const string StructureRename = "structure-rename";

    /// <summary>A copy rule's path names one field, by keys of objects only.</summary>
    public const string StructureCopy = "structure-copy";

    /// <summary>No drop rule takes a declared field away.</summary>
    public const string StructureRemovesColumn = "structure-removes-column";

    /// <summary>No two structure rules of one kind have the same path.</summary>
    public const string StructureRepeated = "structure-repeated";

    /// <summary>A value is protected by hmac, encrypt, mask or remove.</summary>
    public const string ProtectKind = "protect-kind";

    /// <summary>A key is named as <c>env:NAME</c> or <c>file:PATH</c>, and only for hmac and encrypt.</summary>
    public const string ProtectKey = "protect-key";

    /// <summary>A protected field is declared string, since its protected value is text.</summary>
    public const string ProtectType = "protect-type";

    /// <summary>An identity column is not masked: hmac and encrypt keep different values different, mask does not.</summary>
    public const string ProtectIdentity = "protect-identity";

    /// <summary>A changedAt column is not protected.</summary>
    public const string ProtectChangedAt = "protect-changed-at";

    /// <summary>No remove takes a declared field away.</summary>
    public const string ProtectRemovesColumn = "protect-removes-column";

    /// <summary>No two protect rules have the same path.</summary>
    public const string ProtectRepeated = "protect-repeated";

    /// <summary>The folder of datasets exists and holds at least one.</summary>
    public const string CatalogEmpty = "catalog-empty";

    /// <summary>A contract's file can be read.</summary>
    public const string SourceUnreadable = DocumentRules.SourceUnreadable;

    /// <summary>A dataset's folder has the dataset's name.</summary>
    public const string DatasetFolder = "dataset-folder";

    /// <summary>No two datasets have the same name.</summary>
    public const string DatasetRepeated = "dataset-repeated";

    /// <summary>No two datasets have a table of the same name in one database.</summary>
    public const string TableRepeated = "table-repeated";

    /// <summary>No key is claimed by two datasets.</summary>
    public const string KeysOverlap = "keys-overlap";
}
