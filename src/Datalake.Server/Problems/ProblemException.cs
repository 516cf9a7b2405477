namespace Datalake.Server.Problems;

/// <summary>Ends a request with a problem, from wherever it is found.</summary>
/// <param name="problem">The problem.</param>
/// <param name="inner">The cause; null where there is none.</param>
public sealed class ProblemException(Problem problem, Exception? inner = null) : Exception(problem.Detail, inner)
{
    /// <summary>Makes the exception of a problem that needs no more than words.</summary>
    /// <param name="kind">What kind of problem it is.</param>
    /// <param name="detail">What is wrong with this request, and what to do.</param>
    public ProblemException(ProblemKind kind, string detail)
        : this(new Problem(kind, detail))
    {
    }

    /// <summary>The problem.</summary>
    public Problem Problem { get; } = problem;
}
