namespace Datalake.Embedded.Tests.Simulation;

/// <summary>What goes wrong with the calls of a disk, as a seed decides.</summary>
/// <param name="random">The seed's choices.</param>
/// <param name="disk">The disk.</param>
internal sealed class DiskFaults(Random random, SimulatedDisk disk)
{
    private const int NoSpace = 28;
    private const int InputOutput = 5;

    private int calls;
    private int next = int.MaxValue;
    private int last;
    private bool stops;

    /// <summary>What the disk held when the program stopped; null while it runs.</summary>
    public DiskImage? Image { get; private set; }

    /// <summary>How many calls failed since the plan was made.</summary>
    public int Failed { get; private set; }

    /// <summary>Plans what comes next: nothing, a crash, or an error of some calls in a row.</summary>
    public void Plan()
    {
        (calls, Failed) = (0, 0);
        var kind = random.Next(8);
        next = kind < 2 ? int.MaxValue : random.Next(1, 1 << random.Next(3, 9));
        stops = kind < 6;
        last = next == int.MaxValue ? 0 : next + random.Next(4) * random.Next(10);
    }

    /// <summary>Plans that nothing goes wrong any more.</summary>
    public void Stop() => next = int.MaxValue;

    /// <summary>Decides about a call.</summary>
    public void Decide(DiskCall call)
    {
        if (Image is not null) throw new PowerFailureException();
        calls++;
        if (calls < next) return;
        if (stops)
        {
            Image = random.Next(4) switch
            {
                0 => disk.ImageAfterKill(),
                1 => disk.ImageOfSynced(),
                _ => disk.ImageAfterPowerFailure(random),
            };
            throw new PowerFailureException();
        }

        if (calls > last) return;
        Failed++;
        throw call.Changes && random.Next(2) == 0
            ? new IOException($"No space left on device : '{call.Path}'", NoSpace)
            : new IOException($"Input/output error : '{call.Path}'", InputOutput);
    }
}
