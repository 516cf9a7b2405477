using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Puts a function together from its handler.</summary>
public class LambdaBootstrapBuilder
{
    private readonly InvocationHandler _handler;
    private readonly LambdaBootstrapOptions _options = new();
    private LambdaBootstrapInitializer? _initializer;
    private TimeProvider _time = TimeProvider.System;

    private LambdaBootstrapBuilder(InvocationHandler handler) => _handler = handler;

    /// <summary>A function that takes an event of a type and answers nothing.</summary>
    /// <param name="handler">Handles an event.</param>
    /// <param name="serializer">Reads it.</param>
    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) =>
        new(Handlers.Of(handler, serializer));

    /// <inheritdoc cref="Create{TInput}(Func{TInput, ILambdaContext, Task}, ILambdaSerializer)"/>
    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, Task> handler, ILambdaSerializer serializer) =>
        new(Handlers.Of<TInput>((input, _) => handler(input), serializer));

    /// <summary>A function that takes an event of a type and answers with one.</summary>
    /// <param name="handler">Handles an event.</param>
    /// <param name="serializer">Reads it, and writes the answer.</param>
    public static LambdaBootstrapBuilder Create<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) => new(Handlers.Of(handler, serializer));

    /// <inheritdoc cref="Create{TInput, TOutput}(Func{TInput, ILambdaContext, Task{TOutput}}, ILambdaSerializer)"/>
    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(Handlers.Of<TInput, TOutput>((input, _) => handler(input), serializer));

    /// <summary>A function that takes the bytes of an event and answers nothing.</summary>
    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task> handler) => new(Handlers.Of(handler));

    /// <summary>
    /// A function that takes the bytes of an event and answers with bytes, which are JSON. The stream is disposed when it is sent.
    /// </summary>
    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task<Stream>> handler) => new(Handlers.Of(handler));

    /// <inheritdoc cref="Create(Func{Stream, ILambdaContext, Task{Stream}})"/>
    public static LambdaBootstrapBuilder Create(Func<Stream, Task<Stream>> handler) => new(Handlers.Of((input, _) => handler(input)));

    /// <summary>Runs something once before the first event.</summary>
    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer lambdaBootstrapInitializer)
    {
        _initializer = lambdaBootstrapInitializer;
        return this;
    }

    /// <summary>Sets options for tests.</summary>
    public LambdaBootstrapBuilder ConfigureOptions(Action<LambdaBootstrapOptions>? options = null)
    {
        options?.Invoke(_options);
        return this;
    }

    /// <summary>The function, ready to run.</summary>
    public LambdaBootstrap Build() => new(_handler, _initializer, _options, _time);

    internal LambdaBootstrapBuilder UseTime(TimeProvider time)
    {
        _time = time;
        return this;
    }
}
