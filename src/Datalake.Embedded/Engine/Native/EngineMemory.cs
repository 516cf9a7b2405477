using System.Runtime.InteropServices;

namespace Datalake.Embedded.Engine.Native;

/// <summary>
/// When the memory that the engine has freed goes back to the system. On Linux the engine brings jemalloc, and uses the C library's
/// allocator beside it. Elsewhere nothing is done.
/// </summary>
internal static partial class EngineMemory
{
    // The allocator's own measure is a second, in which an ingest frees a hundred megabytes more. Given back at once, every page is taken
    // again, which costs a sixth of the time. In a fraction of it most of what is used again has been.
    private const nint KeptMilliseconds = 30;

    // Stands for all arenas: MALLCTL_ARENAS_ALL in jemalloc's manual.
    private const string PurgeAll = "arena.4096.purge";

    private static readonly Lazy<bool> Known = new(Set);

    /// <summary>Has unused memory released soon after it is freed, from now on. Does its work once for the process.</summary>
    /// <returns>False where the allocators are others; then freed memory is theirs to keep.</returns>
    public static bool ReleaseUnusedMemorySoon() => Known.Value;

    /// <summary>
    /// Releases the memory that is unused now. Call it between large steps: it takes some milliseconds, and what is used next is taken from
    /// the system again.
    /// </summary>
    public static unsafe void ReleaseUnusedMemory()
    {
        if (!Known.Value) return;
        _ = Control(PurgeAll, 0, 0, null, 0);
        _ = Trim(0);
    }

    private static bool Set()
    {
        try
        {
            // Arenas that are made later take the first two; one is there from the start.
            var known = Write("arenas.dirty_decay_ms", KeptMilliseconds) && Write("arenas.muzzy_decay_ms", 0)
                && Write("arena.0.dirty_decay_ms", KeptMilliseconds) && Write("arena.0.muzzy_decay_ms", 0);
            _ = Trim(0);
            return known;
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    private static unsafe bool Write(string name, nint value) => Control(name, 0, 0, &value, (nuint)sizeof(nint)) == 0;

    [LibraryImport(EngineFunctions.Library, EntryPoint = "duckdb_je_mallctl", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Control(string name, nint old, nint oldLength, nint* value, nuint length);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint pad);
}
