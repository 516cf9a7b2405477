namespace Datalake.Embedded.Tests.Simulation;

/// <summary>A file, whatever names it has.</summary>
internal sealed class DiskNode
{
    /// <summary>What it held when it was synced last; null when it never was.</summary>
    public byte[]? Synced { get; set; }

    /// <summary>What it held when its last name was deleted; null while it has one.</summary>
    public byte[]? Last { get; set; }

    /// <summary>When it was changed last.</summary>
    public DateTime Modified { get; set; }
}
