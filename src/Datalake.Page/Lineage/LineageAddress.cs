namespace Datalake.Page.Lineage;

/// <summary>Addresses of the lineage page, for links from rows and arrivals.</summary>
internal static class LineageAddress
{
    /// <summary>The rows of an entity.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="identity">A value for each column of the identity.</param>
    /// <param name="digest">The digest of the row to follow; null to choose it there.</param>
    public static string OfRow(string dataset, IEnumerable<string?> identity, string? digest = null) =>
        $"lineage?dataset={Uri.EscapeDataString(dataset)}"
        + string.Concat(identity.Select(value => $"&id={Uri.EscapeDataString(value ?? "")}"))
        + (digest is null ? "" : $"&row={Uri.EscapeDataString(digest)}");

    /// <summary>An arrival.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="key">The arrival's key.</param>
    public static string OfArrival(string dataset, string key) =>
        $"lineage?dataset={Uri.EscapeDataString(dataset)}&key={Uri.EscapeDataString(key)}";
}
