namespace Datalake.Page.Access;

/// <summary>The address that a person wanted when they had to sign in.</summary>
internal static class ReturnAddress
{
    /// <summary>The address, if it is one of this server; else the first page.</summary>
    public static string Of(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) && !address.StartsWith("/signin", StringComparison.Ordinal)
            ? address
            : "/";
}
