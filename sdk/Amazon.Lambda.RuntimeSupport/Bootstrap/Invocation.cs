namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

/// <summary>An event to handle.</summary>
internal sealed record Invocation(LambdaContext Context, byte[] Event)
{
    /// <summary>The event as a stream whose buffer may be taken.</summary>
    public MemoryStream OpenEvent() => new(Event, 0, Event.Length, writable: false, publiclyVisible: true);
}
