namespace Datalake.Datasets.Reading;

/// <summary>A contract and where it comes from.</summary>
internal sealed record SourcedContract(string Source, DatasetContract Contract)
{
    private const string FileName = "dataset.json";

    /// <summary>The name of the folder the contract lies in; null when the source does not tell.</summary>
    public string? Folder
    {
        get
        {
            var parts = Source.Split('/', '\\');
            return parts is [.., { Length: > 0 } folder, FileName] ? folder : null;
        }
    }

    public ContractProblem Problem(string path, string rule, string message) => new(Source, path, rule, message);
}
