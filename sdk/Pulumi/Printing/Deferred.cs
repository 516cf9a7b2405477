namespace Pulumi.Printing;

/// <summary>A value that is known only when the program is deployed.</summary>
internal abstract record Deferred;

/// <summary>A property of a resource or of an answer: <c>${path}</c>.</summary>
/// <param name="Path">The path, e.g. <c>bucket.arn</c>; a resource's key alone is the resource.</param>
internal sealed record Reference(string Path) : Deferred
{
    public Reference Member(string member) => new($"{Path}.{member}");
}

/// <summary>Text with references in it.</summary>
/// <param name="Parts">Texts and <see cref="Reference"/>s, in order.</param>
internal sealed record Interpolation(IReadOnlyList<object> Parts) : Deferred;

/// <summary>A function of Pulumi YAML: <c>fn::name: argument</c>.</summary>
/// <param name="Name">The function's name, without <c>fn::</c>.</param>
/// <param name="Argument">What it takes.</param>
internal sealed record FunctionCall(string Name, object? Argument) : Deferred;
