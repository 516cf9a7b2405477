using Microsoft.AspNetCore.Components.Routing;

namespace Datalake.Page.Layout;

/// <summary>One of the parts of the page, for its navigation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its address, from the server's on.</param>
internal sealed record Part(string Name, string Address)
{
    /// <summary>All of them, in the order of the navigation.</summary>
    public static IReadOnlyList<Part> All { get; } =
    [
        new("Overview", ""),
        new("Flow", "flow"),
        new("Tables", "tables"),
        new("SQL", "sql"),
        new("Quarantine", "quarantine"),
        new("Schema", "schema"),
        new("Lineage", "lineage"),
        new("Reports", "reports"),
    ];

    /// <summary>When the navigation shows it as the one that is open.</summary>
    public NavLinkMatch Match => Address.Length == 0 ? NavLinkMatch.All : NavLinkMatch.Prefix;
}
