namespace Datalake.Aws.Testing.Faults;

/// <summary>What a <see cref="FaultProxy"/> does to a call.</summary>
public enum Fault
{
    /// <summary>Answers 500 InternalError without passing the call on.</summary>
    InternalError,

    /// <summary>Answers 503 SlowDown (S3), or ServiceUnavailableException, without passing the call on.</summary>
    Unavailable,

    /// <summary>
    /// Answers as a service that has too many calls: 503 SlowDown (S3), 400 ThrottlingException, without passing the call on.
    /// </summary>
    Throttled,

    /// <summary>Answers 403 AccessDenied without passing the call on.</summary>
    Forbidden,

    /// <summary>Cuts the connection without passing the call on.</summary>
    Reset,

    /// <summary>
    /// Passes the call on, then cuts the connection instead of answering: what was asked is done, and nobody hears of it.
    /// </summary>
    AnswerLost,

    /// <summary>Passes the call on, then says nothing more until the caller gives up.</summary>
    AnswerHangs,

    /// <summary>Passes the call on and cuts the connection in the middle of the answer's body.</summary>
    BodyCut,

    /// <summary>Passes on every second entry of a PutRecordBatch, and answers that the others failed.</summary>
    PartialBatch,
}
