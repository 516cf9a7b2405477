namespace Datalake.Tables.Delta;

/// <summary>A Delta table cannot be read or written as asked. Trying again does not help.</summary>
public class DeltaTableException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">The table, the version, what is wrong, what to do.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public DeltaTableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
