namespace Datalake.Bench.Functions;

/// <summary>What a run of the bench measures, and for how long.</summary>
internal sealed record FunctionsOptions
{
    /// <summary>Names of functions, variants and parts; of each kind all are measured unless one is named.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>How often each function is started.</summary>
    public int Starts { get; init; } = 5;

    /// <summary>How long each function is measured with each kind of object, in seconds, after a warm-up of half of it.</summary>
    public double Seconds { get; init; } = 6;

    /// <summary>
    /// Where published functions are kept; what is there already is not published again. Null for a folder that is deleted afterwards.
    /// </summary>
    public string? Functions { get; init; }

    /// <summary>Whether something is asked for.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">All names of its kind.</param>
    public bool Wants(string name, IReadOnlyCollection<string> kind) =>
        Only.Contains(name, StringComparer.OrdinalIgnoreCase) || !Only.Any(asked => kind.Contains(asked, StringComparer.OrdinalIgnoreCase));
}
