using System.Diagnostics.CodeAnalysis;

namespace Datalake.Datasets;

/// <summary>
/// A column type as Hive, Glue and Athena write it. <see cref="object.ToString"/> gives the canonical text; <see cref="Parse"/> reads it
/// back.
/// </summary>
public abstract partial record HiveType
{
    /// <summary>
    /// How deep array, map and struct may nest: 32. Parquet readers recurse over the schema; an endless one must not come this far.
    /// </summary>
    public const int MaxDepth = 32;

    /// <summary>True for every type but array, map and struct.</summary>
    public virtual bool IsScalar => true;

    /// <summary>The canonical text, e.g. <c>array&lt;struct&lt;id:string,quantity:bigint&gt;&gt;</c>.</summary>
    public sealed override string ToString()
    {
        var text = new System.Text.StringBuilder();
        Write(text);
        return text.ToString();
    }

    /// <summary>Appends the canonical text.</summary>
    /// <param name="text">Receives it.</param>
    internal abstract void Write(System.Text.StringBuilder text);

    /// <summary>
    /// Reads a type. Keywords in any case and white space between the parts are accepted; <c>integer</c> means <c>int</c>, <c>decimal</c>
    /// means <c>decimal(10,0)</c> and <c>decimal(p)</c> means <c>decimal(p,0)</c>, as in Hive.
    /// </summary>
    /// <param name="text">The type as Hive writes it, e.g. <c>array&lt;struct&lt;id:string&gt;&gt;</c>.</param>
    /// <returns>The type.</returns>
    /// <exception cref="FormatException">
    /// The text is not a type; the message says at which character, and what was expected there.
    /// </exception>
    public static HiveType Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var type, out var problem) ? type : throw new FormatException(problem);
    }

    /// <summary>Reads a type as <see cref="Parse"/> does, without throwing.</summary>
    /// <param name="text">The type as Hive writes it.</param>
    /// <param name="type">The type; null when the text is not one.</param>
    /// <param name="problem">Why not: the character (from 1), what was expected and what is there; null when the text is a type.</param>
    /// <returns>True when the text is a type.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HiveType? type, [NotNullWhen(false)] out string? problem)
    {
        var parser = new HiveTypeParser(text ?? "");
        type = parser.ParseAll();
        problem = parser.Problem;
        return type is not null && problem is null;
    }
}
