using System.ComponentModel;
using Pulumi.Printing;

namespace Pulumi;

/// <summary>Asks a provider. For the generated classes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InvokeCall
{
    /// <summary>Asks once in a program, however often it is called.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="token">The function's token, e.g. <c>aws:index/getRegion:getRegion</c>.</param>
    /// <param name="version">The provider's version.</param>
    public static Output<T> Once<T>(string token, string version)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        return new Output<T>(new Reference(Recorder.Current.AddInvoke(token, version)));
    }
}
