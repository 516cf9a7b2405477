using System.Text.Json;
using Amazon.S3;
using Datalake.Aws.Settings;
using Datalake.Aws.Storage;
using Datalake.Datasets;

namespace Datalake.Aws.Operations.Stacks;

/// <summary>A deployed stack: its description, and the contracts it was deployed with.</summary>
/// <param name="Description">The names of what there is.</param>
/// <param name="Catalog">The datasets, as deployed.</param>
public sealed record DeployedStack(StackDescription Description, DatasetCatalog Catalog)
{
    private const string Variable = "DATALAKE_CONTRACTS: ";

    /// <summary>Reads the description of a stack.</summary>
    /// <param name="s3">The client.</param>
    /// <param name="lakeBucket">The lake's bucket.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationException">There is none, or it is malformed.</exception>
    /// <exception cref="Datalake.Storage.ObjectStoreException">The bucket cannot be read.</exception>
    public static async Task<StackDescription> DescribeAsync(IAmazonS3 s3, string lakeBucket, CancellationToken cancellationToken)
    {
        var place = $"s3://{lakeBucket}/{StackDescription.Key}";
        await using var content = await new S3ObjectStore(s3, lakeBucket).OpenAsync(StackDescription.Key, cancellationToken);
        if (content is null)
        {
            throw new OperationException(
                $"There is no {place}, so {lakeBucket} is not the lake's bucket of a deployed stack. Name that bucket, or deploy: pulumi up."
            );
        }

        StackDescription? description;
        try
        {
            description = await JsonSerializer.DeserializeAsync(content.Stream, StackJson.Default.StackDescription, cancellationToken);
        }
        catch (JsonException failure)
        {
            throw new OperationException(
                $"{place} is malformed: {failure.Message} Deploy again to have it written again: pulumi up.", failure);
        }

        if (description is null)
            throw new OperationException($"{place} is malformed: it is null. Deploy again to have it written again: pulumi up.");
        var problems = StackChecks.Check(description, lakeBucket).ToArray();
        return problems.Length == 0
            ? description
            : throw new OperationException(
                $"{place} is malformed. Deploy again to have it written again: pulumi up.\n - {string.Join("\n - ", problems)}");
    }

    /// <summary>Reads the contracts that a stack was deployed with.</summary>
    /// <param name="s3">The client.</param>
    /// <param name="description">The stack.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationException">A contract is missing or wrong; the message has every problem.</exception>
    public static async Task<DeployedStack> LoadAsync(IAmazonS3 s3, StackDescription description, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(description);
        var problems = new EnvironmentReader(_ => null);
        var places = description.Datasets.Values.Select(dataset => dataset.Contract).Distinct(StringComparer.Ordinal).ToArray();
        var contracts = await ContractDocuments.LoadAsync(places, s3, problems, cancellationToken);
        foreach (var (name, dataset) in description.Datasets)
        {
            if (contracts is not null && contracts.Catalog.Find(name) is null)
                problems.Add($"{dataset.Contract} is not the contract of dataset {name}.");
        }

        if (problems.Problems.Count == 0 && contracts is not null) return new DeployedStack(description, contracts.Catalog);

        // Functions read the same documents, and name the variable that they take the places from.
        var all = problems.Problems.Select(problem =>
            problem.StartsWith(Variable, StringComparison.Ordinal) ? problem[Variable.Length..] : problem
        );
        throw new OperationException($"The stack's contracts cannot be used. Deploy again: pulumi up.\n - {string.Join("\n - ", all)}");
    }

    /// <summary>The dataset of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="OperationException">The stack has none of that name.</exception>
    public (DatasetContract Contract, StackDataset Names) Require(string name) =>
        Description.Datasets.TryGetValue(name, out var names) && Catalog.Find(name) is { } contract
            ? (contract, names)
            : throw new OperationException(
                $"The stack has no dataset '{name}'. It has: {string.Join(", ", Description.Datasets.Keys.Order(StringComparer.Ordinal))}.")
            {
                IsUsage = true,
            };
}
