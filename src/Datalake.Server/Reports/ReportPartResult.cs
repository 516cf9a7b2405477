using Datalake.Embedded.Queries;

namespace Datalake.Server.Reports;

/// <summary>What the query of a part gave.</summary>
/// <param name="At">When it was run, UTC.</param>
public sealed record ReportPartResult(DateTimeOffset At)
{
    /// <summary>The columns of the result; none when it failed.</summary>
    public IReadOnlyList<LakeColumn> Columns { get; init; } = [];

    /// <summary>The rows, each with a value for each column, of the types that <see cref="LakeRows.GetValue"/> gives.</summary>
    public IReadOnlyList<object?[]> Rows { get; init; } = [];

    /// <summary>True when the query gives more rows than are shown.</summary>
    public bool IsCut { get; init; }

    /// <summary>Why there is no result, and what to do; null when there is one.</summary>
    public string? Failure { get; init; }
}
