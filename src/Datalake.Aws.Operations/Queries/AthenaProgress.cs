namespace Datalake.Aws.Operations.Queries;

/// <summary>How a query is.</summary>
/// <param name="Id">Its id in Athena, by which the console finds it.</param>
/// <param name="State">Athena's word: QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED.</param>
/// <param name="ScannedBytes">Bytes read so far, by which Athena is paid.</param>
/// <param name="Time">How long it has taken so far, waiting included.</param>
public sealed record AthenaProgress(string Id, string State, long ScannedBytes, TimeSpan Time);
