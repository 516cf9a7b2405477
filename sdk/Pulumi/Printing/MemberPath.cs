using System.Linq.Expressions;

namespace Pulumi.Printing;

/// <summary>Reads a lambda that only names properties.</summary>
internal static class MemberPath
{
    /// <summary>The properties as the provider spells them, joined by dots.</summary>
    /// <param name="lambda">The lambda, e.g. <c>c =&gt; c.AccountId</c>.</param>
    /// <returns>Null when the lambda does anything else.</returns>
    public static string? Of(LambdaExpression lambda)
    {
        var names = new Stack<string>();
        var at = lambda.Body;

        // Only what a provider gives has a path: the length of a text is computed, not named.
        for (
            ;
            at is MemberExpression { Expression: { } inner } member && inner.Type.IsDefined(typeof(OutputTypeAttribute), inherit: false);
            at = inner
        )
            names.Push(CamelCase(member.Member.Name));
        return at == lambda.Parameters[0] && names.Count > 0 ? string.Join('.', names) : null;
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
