using System.CommandLine;
using Datalake.Cli.Output;
using Datalake.Datasets;

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
    public string RootOf(ParseResult parsed) => NotEmpty(parsed.GetValue(Root), Root);

    /// <summary>True when the caller named the lake's folder.</summary>
    public bool NamesRoot(ParseResult parsed) => parsed.GetResult(Root) is { Implicit: false };

    /// <summary>The folder of the contracts.</summary>
    public string DatasetsOf(ParseResult parsed)
    {
        if (parsed.GetResult(Datasets) is { Implicit: false }) return NotEmpty(parsed.GetValue(Datasets), Datasets);
        const string Here = "./datasets";
        return Directory.Exists(Here) ? Here : Path.Combine(AppContext.BaseDirectory, "datasets");
    }

    /// <summary>The datasets.</summary>
    /// <exception cref="ContractException">A contract is wrong.</exception>
    public DatasetCatalog CatalogOf(ParseResult parsed) => DatasetCatalog.Load(DatasetsOf(parsed)).Require();

    /// <summary>Writes results in the format asked for.</summary>
    public RowWriter WriterOf(ParseResult parsed, CommandIo io) => RowWriter.Create(parsed.GetValue(Format), io.Out);

    private static string NotEmpty(string? path, Option option) =>
        string.IsNullOrWhiteSpace(path) ? throw new UsageException($"{option.Name} is empty; give it the path of a folder.") : path;
}
