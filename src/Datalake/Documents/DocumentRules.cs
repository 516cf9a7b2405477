namespace Datalake.Documents;

/// <summary>The ids of the rules that every document of a lake keeps, a contract as well as its settings; they do not change.</summary>
public static class DocumentRules
{
    /// <summary>The text is JSON (comments and trailing commas allowed) in UTF-8.</summary>
    public const string JsonSyntax = "json-syntax";

    /// <summary>A value has the JSON kind its property asks for.</summary>
    public const string JsonKind = "json-kind";

    /// <summary>Every property is one that is known there.</summary>
    public const string PropertyUnknown = "property-unknown";

    /// <summary>No property stands twice in one object.</summary>
    public const string PropertyDuplicate = "property-duplicate";

    /// <summary>What is needed is there.</summary>
    public const string PropertyMissing = "property-missing";

    /// <summary>A list, or a set of named parts, that must hold at least one does.</summary>
    public const string ListEmpty = "list-empty";

    /// <summary>The file can be read.</summary>
    public const string SourceUnreadable = "source-unreadable";
}
