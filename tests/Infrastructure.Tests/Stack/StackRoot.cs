using System.Reflection;
using Datalake.Cli.Commands;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>
/// A folder as the program finds it at the repository's root: datasets, packages of functions, the Spark job. The datasets are the two that
/// the tests speak of; one that a user adds to the repository, with keys and settings of its own, does not change the stack that is tested.
/// </summary>
internal sealed class StackRoot : IDisposable
{
    private static readonly string[] Functions = ["StructureRaw", "DeliverToFirehoseProxy", "SubmitPartitionRoutineCluster"];

    private static string? published;

    public StackRoot()
    {
        Folder = Directory.CreateTempSubdirectory("stack-").FullName;
        Directory.CreateDirectory(Path.Combine(Folder, "artifacts"));
        foreach (var function in Functions) File.WriteAllText(Package(function), "PK\u0005\u0006" + function);
        Directory.CreateDirectory(Path.Combine(Folder, "spark"));
        File.WriteAllText(Path.Combine(Folder, "spark", "partition_routine.py"), "print('partition')\n");
        foreach (
            var file in Datasets.SelectMany(name =>
                Directory.EnumerateFiles(Path.Combine(Repository, "datasets", name), "*", SearchOption.AllDirectories)
            )
        )
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(Repository, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.WriteAllText(ViewFile, published ??= ViewsOf(Path.Combine(Folder, "datasets")));
    }

    /// <summary>The columns of the views, as <c>lake datasets views</c> writes them.</summary>
    public string ViewFile => Path.Combine(Folder, "artifacts", "views.json");

    /// <summary>The datasets of this repository that are deployed in the tests.</summary>
    public static IReadOnlyList<string> Datasets { get; } = ["checkout", "fulfillment"];

    /// <summary>The root of this repository.</summary>
    public static string Repository { get; } = typeof(StackRoot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "RepositoryRoot").Value!;

    public string Folder { get; }

    public string Package(string function) => Path.Combine(Folder, "artifacts", function + ".zip");

    /// <summary>Adds a dataset: the checkout one with texts replaced.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="change">Changes the contract's text.</param>
    public StackRoot Add(string name, Func<string, string> change)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "datasets", name));
        var checkout = File.ReadAllText(Path.Combine(Repository, "datasets", "checkout", "dataset.json"));
        var text = change(checkout.Replace("\"name\": \"checkout\"", $"\"name\": \"{name}\"", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(Folder, "datasets", name, "dataset.json"), text);
        File.WriteAllText(ViewFile, ViewsOf(Path.Combine(Folder, "datasets")));
        return this;
    }

    /// <summary>Adds a view, and writes the columns of all again.</summary>
    /// <param name="path">The file below <c>datasets/</c>.</param>
    /// <param name="sql">Its query.</param>
    public StackRoot AddView(string path, string sql)
    {
        var file = Path.Combine(Folder, "datasets", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, sql);
        File.WriteAllText(ViewFile, ViewsOf(Path.Combine(Folder, "datasets")));
        return this;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string ViewsOf(string datasets)
    {
        using var output = new StringWriter();
        using var io = new CommandIo { Out = output, Error = TextWriter.Null, In = TextReader.Null };
        LakeCommandLine.RunAsync(["datasets", "views", "--format", "json", "--datasets", datasets], io).GetAwaiter().GetResult();
        return output.ToString();
    }
}
