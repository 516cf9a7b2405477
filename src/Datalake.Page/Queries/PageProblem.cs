using Datalake.Embedded.Engine;
using Datalake.Server.Problems;
using Datalake.Tables.Delta;

namespace Datalake.Page.Queries;

/// <summary>Puts failures in the words that the server's HTTP answers have.</summary>
internal static class PageProblem
{
    /// <summary>The words for a failure; null for one that is a defect, and belongs in the log.</summary>
    /// <param name="failure">The failure.</param>
    public static string? Of(Exception failure)
    {
        // Of a version that is not there, or of a log that cannot be read: it names the table, which whoever may read knows.
        if (failure is DeltaTableException) return failure.Message;
        var problem = FailureProblems.Of(failure, isAborted: false);
        return problem.Kind == ProblemKinds.Defect ? null : problem.Detail;
    }

    /// <summary>True for what a query that was cancelled ends with.</summary>
    /// <param name="failure">The failure.</param>
    public static bool IsInterrupt(Exception failure) =>
        failure is OperationCanceledException or EngineException { Kind: EngineErrorKind.Interrupt };
}
