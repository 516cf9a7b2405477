namespace Datalake.Embedded.Queries.Views;

/// <summary>The ids of the rules that a view's file can break.</summary>
public static class ViewRules
{
    /// <summary>The file or its folder cannot be read.</summary>
    public const string Unreadable = "view-unreadable";

    /// <summary>The file's name is not one that Athena takes for a view.</summary>
    public const string Name = "view-name";

    /// <summary>A table or another view has the name already.</summary>
    public const string Repeated = "view-repeated";

    /// <summary>The file's place does not say which database the view is in, or names one that no dataset has.</summary>
    public const string Database = "view-database";

    /// <summary>The file does not hold one query.</summary>
    public const string Statement = "view-statement";

    /// <summary>The query is not SQL, does more than read, or names a table, column or function that does not exist.</summary>
    public const string Sql = "view-sql";

    /// <summary>The view uses itself, directly or through other views.</summary>
    public const string Cycle = "view-cycle";

    /// <summary>A column has no name, the name of another, or a type that Athena cannot store in a view.</summary>
    public const string Column = "view-column";
}
