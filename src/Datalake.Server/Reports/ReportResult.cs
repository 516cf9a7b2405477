using Datalake.Documents;

namespace Datalake.Server.Reports;

/// <summary>What reading a report gave.</summary>
/// <param name="Name">The name that its file gives it.</param>
/// <param name="Source">The file's path.</param>
/// <param name="Report">The report; null when there are problems.</param>
/// <param name="Problems">The problems; empty when there is a report.</param>
public sealed record ReportResult(string Name, string Source, Report? Report, IReadOnlyList<DocumentProblem> Problems);
