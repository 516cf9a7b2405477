using Datalake.Embedded;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Storage;
using Datalake.Protection;
using Datalake.Storage;
using Datalake.Tables.Delta;
using Microsoft.AspNetCore.Http;

namespace Datalake.Server.Problems;

/// <summary>
/// Puts failures in the words of an answer. What the store says goes to the log only: whoever has a token to post does not learn the paths
/// of the machine.
/// </summary>
public static class FailureProblems
{
    // ENOSPC and EDQUOT on Linux, EDQUOT on macOS, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static readonly int[] Full = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>The problem that a failure is.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="isAborted">True when the client of the request went away.</param>
    public static Problem Of(Exception failure, bool isAborted) => failure switch
    {
        ProblemException known => known.Problem,
        _ when isAborted && failure is OperationCanceledException or BadHttpRequestException { InnerException: not null } =>
            new Problem(ProblemKinds.ClientGone, "The client closed the connection before the answer; what was not acknowledged may be sent again."),
        BadHttpRequestException bad => OfRequest(bad),
        QueryRefusedException refused => new Problem(ProblemKinds.QueryRefused, refused.Message),
        EngineException { IsWrongStatement: true } wrong => new Problem(ProblemKinds.QueryRefused, wrong.Message),
        EngineException { Kind: EngineErrorKind.Interrupt } => new Problem(ProblemKinds.QueryTooLong, "The query was interrupted before its end."),
        _ when IsDiskFull(failure) => new Problem(
            ProblemKinds.DiskFull, "The lake's disk is full. Nothing of the request was stored; send it again when there is room."),
        EngineException failed => new Problem(ProblemKinds.QueryFailed, failed.Message),
        LakeLockedException => new Problem(ProblemKinds.LakeLocked, "Another process writes to the lake. Send the request again later."),
        LakeNotFoundException or DeltaTableException => new Problem(
            ProblemKinds.LakeDamaged, "A file of the lake is missing or not as the lake left it. The server's log names it."),
        ProtectionKeyException => new Problem(
            ProblemKinds.KeyMissing, "A key that the contract's protect rules name is missing, so nothing can be taken. The server's log names it."),
        ObjectStoreException or IOException or UnauthorizedAccessException => new Problem(
            ProblemKinds.StoreFailed,
            "The lake cannot read or write its folder just now. Nothing was acknowledged; send the request again. The server's log has the cause."),
        OperationCanceledException => new Problem(ProblemKinds.Stopping, "The server stops. Send the request again when it is back."),
        _ => new Problem(ProblemKinds.Defect, "The server failed at this request. Its log has the cause."),
    };

    /// <summary>True when a failure comes from a disk, or a quota, that is full.</summary>
    /// <param name="failure">The failure; its causes are looked at too.</param>
    public static bool IsDiskFull(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is IOException && Full.Contains(cause.HResult)) return true;
        }

        // The engine says it in words.
        return failure is EngineException { Kind: EngineErrorKind.Io } && failure.Message.Contains("No space left", StringComparison.Ordinal);
    }

    private static Problem OfRequest(BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => new Problem(ProblemKinds.BodyTooLarge, "The body is larger than this address takes. Send it in parts."),
        StatusCodes.Status408RequestTimeout => new Problem(ProblemKinds.TooSlow, "The body came too slowly, and was not read to its end. Nothing was stored."),
        _ when bad.Message.Contains("end of request content", StringComparison.OrdinalIgnoreCase) => new Problem(
            ProblemKinds.BodyCut, "The connection ended before the body did: fewer bytes came than Content-Length says. Nothing was stored."),
        _ => new Problem(ProblemKinds.MalformedRequest, bad.Message),
    };
}
