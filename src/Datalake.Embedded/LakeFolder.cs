namespace Datalake.Embedded;

/// <summary>Where things lie below a lake's folder.</summary>
/// <param name="root">The lake's folder; a relative one is taken from the current directory.</param>
public sealed class LakeFolder(string root)
{
    /// <summary>The lake's folder, as a full path.</summary>
    public string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <summary>Where arrivals are dropped.</summary>
    public string Raw => Path.Combine(Root, "raw");

    /// <summary>The engine's scratch space; emptied when the lake is opened.</summary>
    public string Scratch => Path.Combine(Root, "_state", "scratch");

    /// <summary>Writes under way; emptied when the lake is opened.</summary>
    public string Writing => Path.Combine(Root, "_state", "writing");

    /// <summary>Where hours are made before they are put in place; emptied when the lake is opened.</summary>
    public string Partition => Path.Combine(Root, "_state", "partition");

    /// <summary>What came one by one and is no arrival yet; arrivals are made of it when the lake is opened.</summary>
    public string Journal => Path.Combine(Root, "_state", "journal");
}
