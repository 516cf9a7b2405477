namespace Datalake.Testing.Stores;

/// <summary>A call of a store.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Key">The key, or the prefix of a listing.</param>
public readonly record struct StoreCall(StoreCallKind Kind, string Key);

/// <summary>The calls of a store.</summary>
public enum StoreCallKind
{
    /// <summary>Opening an object.</summary>
    Open,

    /// <summary>Looking an object up.</summary>
    Find,

    /// <summary>Putting an object.</summary>
    Put,

    /// <summary>Deleting an object.</summary>
    Delete,

    /// <summary>Listing.</summary>
    List,
}

/// <summary>What goes wrong with a call.</summary>
public enum StoreFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Nothing is done, and the call fails.</summary>
    Fails,

    /// <summary>It is done, and the call fails all the same.</summary>
    LosesAnswer,

    /// <summary>A conditional put is done; the client repeats it, since the answer is lost, and is told that there is an object.</summary>
    RepeatsPut,

    /// <summary>A conditional put is refused although there is no object: another one is under way (S3 answers 409).</summary>
    RefusesPut,

    /// <summary>The call fails, and a put or a delete is done all the same, some time later (<see cref="MemoryObjectStore.DeliverOne"/>).</summary>
    ArrivesLate,

    /// <summary>Nothing is done, and the program dies.</summary>
    DiesBefore,

    /// <summary>It is done, and the program dies.</summary>
    DiesAfter,
}

/// <summary>The program dies here. No code of the product catches it.</summary>
public sealed class ProgramDiedException() : Exception("The program died here.");
