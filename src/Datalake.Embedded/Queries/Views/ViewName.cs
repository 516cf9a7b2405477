namespace Datalake.Embedded.Queries.Views;

/// <summary>Which names a view may have, so that Athena and Glue take them without quotes.</summary>
internal static class ViewName
{
    // https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html: 255 characters; Pulumi and consoles show fewer.
    private const int MaximumLength = 128;

    /// <summary>Says what is wrong with a name; null when it may be used.</summary>
    /// <param name="name">The name.</param>
    public static string? ProblemOf(string name)
    {
        if (!IsPlain(name) || name.Length > MaximumLength)
        {
            return $"'{name}' cannot be the name of a view: use lower-case letters, digits and underscores, first a letter, at most "
                + $"{MaximumLength} characters.";
        }

        return name.StartsWith("crawled_", StringComparison.Ordinal)
            ? $"'{name}' cannot be the name of a view: names that begin with crawled_ belong to the crawlers on AWS. Take another name."
            : null;
    }

    /// <summary>True for lower-case letters, digits and underscores, first a letter.</summary>
    /// <param name="name">The name.</param>
    public static bool IsPlain(string name) =>
        name.Length > 0
        && char.IsAsciiLetterLower(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
