namespace Datalake.Embedded.Queries;

/// <summary>
/// The partition routine made hours of a table again while a query read them: its rows may be of before in part and of after in part.
/// </summary>
/// <param name="inner">What the engine found; null when it found nothing amiss.</param>
public sealed class TableReplacedException(Exception? inner = null)
    : Exception(
        "The partition routine made an hour again while the query read it, so the result is not whole. Run the query again, best when lake partition is done.",
        inner
    );
