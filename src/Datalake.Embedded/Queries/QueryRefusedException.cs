namespace Datalake.Embedded.Queries;

/// <summary>A query is not one that only reads. Nothing of it was run.</summary>
/// <param name="message">What was refused and what to do.</param>
public class QueryRefusedException(string message) : Exception(message);
