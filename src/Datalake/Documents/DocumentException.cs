namespace Datalake.Documents;

/// <summary>
/// Says that documents break rules, for callers who asked for a valid one or nothing. The fault is in the documents; trying again does not
/// help.
/// </summary>
public class DocumentException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="problems">What is wrong; at least one.</param>
    public DocumentException(IReadOnlyList<DocumentProblem> problems)
        : base(MessageOf(problems))
    {
        Problems = problems;
    }

    /// <summary>What is wrong, every problem at once.</summary>
    public IReadOnlyList<DocumentProblem> Problems { get; }

    private static string MessageOf(IReadOnlyList<DocumentProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return string.Join('\n', problems);
    }
}
