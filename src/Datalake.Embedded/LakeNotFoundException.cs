namespace Datalake.Embedded;

/// <summary>There is no lake in a folder.</summary>
/// <param name="root">The folder.</param>
public sealed class LakeNotFoundException(string root)
    : Exception($"There is no lake at {root}. Name its folder, or make one there by ingesting into it.")
{
    /// <summary>The folder.</summary>
    public string Root { get; } = root;

    /// <summary>Throws when the folder is not there.</summary>
    internal static void ThrowIfMissing(LakeFolder folder)
    {
        if (!Directory.Exists(folder.Root)) throw new LakeNotFoundException(folder.Root);
    }
}
