namespace Datalake.Embedded.Storage;

/// <summary>Another process writes to the lake.</summary>
/// <param name="root">The lake's folder.</param>
/// <param name="holder">The other process's id, or <c>unknown</c>.</param>
/// <param name="inner">The cause.</param>
public sealed class LakeLockedException(string root, string holder, Exception inner)
    : Exception(
        $"The lake {root} is in use by process {holder}. Wait until it ends, or stop it; reading with query and status is possible meanwhile.",
        inner
    )
{
    /// <summary>The lake's folder.</summary>
    public string Root { get; } = root;

    /// <summary>The other process's id, or <c>unknown</c>.</summary>
    public string Holder { get; } = holder;
}
