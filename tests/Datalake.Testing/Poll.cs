namespace Datalake.Testing;

/// <summary>Waits for what can only be looked at, such as a file that another process makes.</summary>
public static class Poll
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">Looked at again and again. A file or folder that goes away while it looks counts as not yet.</param>
    /// <param name="whileAlive">Ends the wait when it no longer holds, for example when the process that is looked at has ended.</param>
    /// <returns>Whether the condition held; false when <paramref name="whileAlive"/> ended the wait.</returns>
    public static async Task<bool> UntilAsync(Func<bool> condition, Func<bool> whileAlive)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(whileAlive);
        while (whileAlive())
        {
            try
            {
                if (condition()) return true;
            }
            catch (IOException)
            {
                // What was being listed has gone; the next look sees what there is now.
            }

            await Task.Delay(Pause, Test.Token);
        }

        return false;
    }
}
