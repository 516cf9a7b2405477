namespace Datalake.Bench.Functions.Variants;

/// <summary>Functions that can be started.</summary>
/// <param name="Variant">How they were made.</param>
/// <param name="Title">What it is called in tables, with what matters of how it was made.</param>
/// <param name="Functions">What to start, by the function's name.</param>
internal sealed record PublishedVariant(Variant Variant, string Title, IReadOnlyDictionary<string, PublishedFunction> Functions);

/// <summary>A function that can be started.</summary>
/// <param name="Path">The assembly or the executable.</param>
/// <param name="ZipBytes">The size of its zip.</param>
internal sealed record PublishedFunction(string Path, long ZipBytes);
