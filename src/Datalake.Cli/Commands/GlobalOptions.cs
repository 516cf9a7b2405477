using System.CommandLine;
using Datalake.Cli.Output;
using Datalake.Datasets;
using Datalake.Embedded;
using Datalake.Embedded.Queries.Views;

namespace Datalake.Cli.Commands;

/// <summary>The options of every command.</summary>
internal sealed class GlobalOptions
{
    /// <summary>The lake's folder.</summary>
    public Option<string> Root { get; } = new("--root")
    {
        Description = "The lake's folder.",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => "./lake",
    };

    /// <summary>The folder of the contracts.</summary>
    public Option<string?> Datasets { get; } = new("--datasets")
    {
        Description = "The folder with a folder for each dataset. [default: ./datasets, else the datasets that come with the command]",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>How results are written.</summary>
    public Option<ResultFormat> Format { get; } = Options.Word<ResultFormat>("--format", "How results are written.");

    /// <summary>Makes the format an option of every command too.</summary>
    public GlobalOptions() => Format.Recursive = true;

    /// <summary>The lake's folder that was asked for.</summary>
    /// <exception cref="UsageException">It is empty, or a file.</exception>
    public string RootOf(ParseResult parsed) => FolderOf(parsed.GetValue(Root), Root);

    /// <summary>The lake's folder that was asked for, for commands that make none.</summary>
    /// <exception cref="UsageException">It is empty, or a file.</exception>
    /// <exception cref="LakeNotFoundException">It is not there.</exception>
    public string ExistingRootOf(ParseResult parsed) =>
        RootOf(parsed) is var root && Directory.Exists(root) ? root : throw new LakeNotFoundException(new LakeFolder(root).Root);

    /// <summary>The datasets that come with the command.</summary>
    public static string PublishedDatasets => Path.Combine(AppContext.BaseDirectory, "datasets");

    /// <summary>True when the caller named the lake's folder.</summary>
    public bool NamesRoot(ParseResult parsed) => parsed.GetResult(Root) is { Implicit: false };

    /// <summary>The folder of the contracts.</summary>
    public string DatasetsOf(ParseResult parsed)
    {
        if (parsed.GetResult(Datasets) is { Implicit: false }) return FolderOf(parsed.GetValue(Datasets), Datasets);
        const string Here = "./datasets";
        return Directory.Exists(Here) ? Here : PublishedDatasets;
    }

    /// <summary>The folder that a new contract goes to.</summary>
    public string NewDatasetsOf(ParseResult parsed) =>
        parsed.GetResult(Datasets) is { Implicit: false } ? DatasetsOf(parsed) : "./datasets";

    /// <summary>The datasets.</summary>
    /// <exception cref="ContractException">A contract is wrong.</exception>
    public DatasetCatalog CatalogOf(ParseResult parsed) => DatasetCatalog.Load(DatasetsOf(parsed)).Require();

    /// <summary>The datasets with the views over them.</summary>
    /// <exception cref="ContractException">A contract is wrong.</exception>
    public LakeViewSet ViewsOf(ParseResult parsed) => LakeViewSet.Load(DatasetsOf(parsed), CatalogOf(parsed));

    /// <summary>True when the datasets are those that come with the command, which nobody asked for by name.</summary>
    public bool HasPublishedDatasets(ParseResult parsed) =>
        DatasetsOf(parsed) == PublishedDatasets && parsed.GetResult(Datasets) is not { Implicit: false };

    /// <summary>Writes results in the format asked for.</summary>
    public RowWriter WriterOf(ParseResult parsed, CommandIo io) => parsed.GetValue(Format).WriterTo(io.Out);

    /// <summary>
    /// The options that lead the next command to the same lake and contracts, with a blank before each; empty when it needs none.
    /// </summary>
    public string SameLake(ParseResult parsed) =>
        (NamesRoot(parsed) ? Given(Root, RootOf(parsed)) : string.Empty) + SameDatasets(parsed);

    /// <summary>The option that leads the next command to the same contracts, with a blank before it; empty when it needs none.</summary>
    public string SameDatasets(ParseResult parsed) =>
        parsed.GetResult(Datasets) is { Implicit: false } ? Given(Datasets, DatasetsOf(parsed)) : string.Empty;

    /// <summary>An option with a path, as one types it after a command.</summary>
    public static string Given(Option option, string path) =>
        $" {option.Name} {(path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path)}";

    /// <summary>The path of a folder that an option names.</summary>
    /// <exception cref="UsageException">It is empty, or a file.</exception>
    public static string FolderOf(string? path, Option option)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new UsageException($"{option.Name} is empty; give it the path of a folder.");
        return File.Exists(path)
            ? throw new UsageException($"{option.Name} is '{path}', which is a file; give it the path of a folder.")
            : path;
    }
}
