using Datalake.Cli.Output;
using Datalake.Datasets;
using Datalake.Documents;
using Datalake.Embedded;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Erasing;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Storage;
using Datalake.Protection;
using Datalake.Storage;
using Datalake.Tables.Delta;
using DuckDB.NET.Data;

namespace Datalake.Cli.Commands;

/// <summary>Puts failures that are to be expected in words and an exit code. Others are defects, and keep their stack trace.</summary>
internal static class Failures
{
    /// <summary>The exit code of a failure; null when it is a defect.</summary>
    public static int? CodeOf(Exception failure) => failure switch
    {
        UsageException or DocumentException or QueryRefusedException => ExitCode.Usage,
        EngineException { IsWrongStatement: true } => ExitCode.Usage,
            DuckDBException
            or EngineException
            or ObjectStoreException
            or LakeLockedException
            or LakeNotFoundException
            or DeltaTableException
            or EraseException
            or DeltaFeatureException
            or ProtectionKeyException => ExitCode.Failed,
        IOException or UnauthorizedAccessException or InvalidDataException => ExitCode.Failed,
        OperationCanceledException => ExitCode.Cancelled,
        _ => null,
    };

    /// <summary>The lines to show.</summary>
    public static IEnumerable<string> Describe(Exception failure) => failure switch
    {
        DocumentException document => document.Problems.Select(problem => problem.ToString())
                .Append(
                    Amount.Of(document.Problems.Count, "problem")
                    + (document is ContractException ? " in the contracts; nothing was done." : "; nothing was done.")),
            EngineException { Kind: EngineErrorKind.Catalog } missing
                when missing.Message.Contains("Table with name", StringComparison.Ordinal) =>
            [missing.Message, "See what there is: lake tables"],
            EngineException { Kind: EngineErrorKind.Binder } missing
                when missing.Message.Contains("Referenced column", StringComparison.Ordinal) =>
            [missing.Message, "See the columns of a table: lake tables NAME"],
        OperationCanceledException => ["Stopped. What is committed stays; run the command again to go on."],
        _ => [failure.Message],
    };
}
