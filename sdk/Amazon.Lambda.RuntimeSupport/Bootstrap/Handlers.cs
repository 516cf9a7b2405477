using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

/// <summary>Handles an event.</summary>
/// <returns>The answer, JSON; empty for none. It is good until the next event.</returns>
internal delegate Task<ReadOnlyMemory<byte>> InvocationHandler(Invocation invocation);

/// <summary>Makes one kind of handler of all kinds.</summary>
internal static class Handlers
{
    public static InvocationHandler Of<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) =>
        async invocation =>
        {
            await handler(Read<TInput>(invocation, serializer), invocation.Context);
            return default;
        };

    public static InvocationHandler Of<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer)
    {
        // Events come one at a time, so one buffer does for all answers.
        var buffer = new MemoryStream();
        return async invocation =>
        {
            var answer = await handler(Read<TInput>(invocation, serializer), invocation.Context);
            buffer.SetLength(0);
            serializer.Serialize(answer, buffer);
            return Written(buffer);
        };
    }

    public static InvocationHandler Of(Func<Stream, ILambdaContext, Task> handler) =>
        async invocation =>
        {
            await handler(invocation.OpenEvent(), invocation.Context);
            return default;
        };

    public static InvocationHandler Of(Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        async invocation =>
        {
            await using var answer = await handler(invocation.OpenEvent(), invocation.Context);

            // The framework's own kind alone: the buffer of another may be someone else's once it is disposed.
            if (answer.GetType() == typeof(MemoryStream) && ((MemoryStream)answer).TryGetBuffer(out var whole))
                return whole.AsMemory((int)answer.Position);

            // Read to the end before anything is sent: a stream that breaks can then still be reported as the error of the invocation.
            var buffer = new MemoryStream();
            await answer.CopyToAsync(buffer);
            return Written(buffer);
        };

    private static TInput Read<TInput>(Invocation invocation, ILambdaSerializer serializer) =>
        serializer.Deserialize<TInput>(invocation.OpenEvent());

    private static ReadOnlyMemory<byte> Written(MemoryStream buffer) => buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
}
