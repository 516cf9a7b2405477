namespace Datalake.Aws.Testing.Faults;

/// <summary>A call that came to a <see cref="FaultProxy"/>.</summary>
/// <param name="Method">GET, PUT, …</param>
/// <param name="Path">The path, decoded, without the query.</param>
/// <param name="Target">What <c>X-Amz-Target</c> says, or empty: the operation of services that speak AWS JSON.</param>
/// <param name="Fault">What was done to it; null when it was passed on.</param>
public sealed record ProxiedCall(string Method, string Path, string Target, Fault? Fault)
{
    /// <summary>Whether it is the operation of a service that speaks AWS JSON.</summary>
    /// <param name="name">The operation, for example <c>PutRecordBatch</c>.</param>
    public bool Is(string name) => Target.EndsWith("." + name, StringComparison.Ordinal);
}
