namespace Datalake.Server.Receiving;

/// <summary>A record of a body that has no reading.</summary>
/// <param name="Number">Its number, from 1: the line of NDJSON, else the position among the records.</param>
/// <param name="Offset">Bytes of the body, decompressed, up to where the problem was seen.</param>
/// <param name="Rule">The rule it breaks, one of <see cref="Datalake.Records.RecordRules"/>.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record UnreadableRecord(long Number, long Offset, string Rule, string Message);
