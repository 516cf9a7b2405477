using Datalake.Generator;

namespace Datalake.EndToEnd.Tests;

/// <summary>Generated arrivals, made once and copied into each lake.</summary>
internal static class GeneratedRaw
{
    public static GenerationCounts Write(LakeFiles lake, CheckoutGeneratorOptions options) =>
        new CheckoutGenerator(options).Generate(new FolderArrivalSink(Path.Combine(lake.Root, "raw")));
}
