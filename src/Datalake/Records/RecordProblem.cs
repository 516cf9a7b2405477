namespace Datalake.Records;

/// <summary>Why a record (or what stands where a record should be) has no reading. It goes to quarantine with this reason.</summary>
/// <param name="Rule">A stable name of the broken rule, one of <see cref="RecordRules"/>.</param>
/// <param name="Message">What is wrong, with the value where it helps, and what to do.</param>
/// <param name="Offset">Bytes from the start of the record to where the problem was seen.</param>
public sealed record RecordProblem(string Rule, string Message, long Offset);
