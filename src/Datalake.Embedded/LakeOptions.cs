using Datalake.Embedded.Delivery;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Storage;
using Datalake.Protection;
using Datalake.Records;

namespace Datalake.Embedded;

/// <summary>Where a lake lies and how it works.</summary>
public sealed record LakeOptions
{
    /// <summary>The lake's folder. Created where it does not exist.</summary>
    public required string Root { get; init; }

    /// <summary>The folder in which each dataset has a folder with its <c>dataset.json</c>.</summary>
    public required string Datasets { get; init; }

    /// <summary>When the delivery stream writes.</summary>
    public DeliveryBufferOptions Buffer { get; init; } = new();

    /// <summary>How much of the machine the engine may take.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>How large an arrival's parts may be.</summary>
    public RecordLimits Limits { get; init; } = RecordLimits.Default;

    /// <summary>Arrivals structured at a time; 0, the default, stands for the machine's processors.</summary>
    public int Workers { get; init; }

    /// <summary>Gives the keys of protect rules.</summary>
    public IProtectionKeys ProtectionKeys { get; init; } = Protection.ProtectionKeys.FromEnvironment;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The file system; tests record and simulate what a power failure leaves.</summary>
    internal IFileSystem Files { get; init; } = LocalFileSystem.Instance;
}
