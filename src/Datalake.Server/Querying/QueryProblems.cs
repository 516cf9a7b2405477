using Datalake.Server.Problems;
using Datalake.Server.Settings;

namespace Datalake.Server.Querying;

/// <summary>The problems of queries that take more than they may.</summary>
internal static class QueryProblems
{
    /// <summary>A query that ran too long.</summary>
    public static ProblemException TooLong(LimitSettings limits, Exception cause) => new(
        new Problem(
            ProblemKinds.QueryTooLong,
            FormattableString.Invariant($"The query ran longer than {limits.QueryTime.TotalSeconds:0.###} s. ") +
            "Have it read less, by a filter on the change date for example, or raise limits.queryTime in lake.json."),
        cause);

    /// <summary>A query that gives too many rows.</summary>
    /// <param name="limit">How many it may give.</param>
    public static ProblemException TooManyRows(int limit) => new(
        ProblemKinds.TooManyRows,
        FormattableString.Invariant($"The query gives more than {limit} rows. Add a LIMIT, or raise limits.queryRows in lake.json."));
}
