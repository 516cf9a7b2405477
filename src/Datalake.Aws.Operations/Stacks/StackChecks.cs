using Datalake.Aws.Settings;

namespace Datalake.Aws.Operations.Stacks;

/// <summary>What a description must hold beyond its form.</summary>
internal static class StackChecks
{
    public static IEnumerable<string> Check(StackDescription stack, string lakeBucket)
    {
        foreach (var (name, value) in ((string, string)[])[("region", stack.Region), ("workgroup", stack.Workgroup)])
        {
            if (string.IsNullOrWhiteSpace(value)) yield return $"$.{name} is empty.";
        }

        if (stack.LakeBucket != lakeBucket)
            yield return $"$.lakeBucket is '{stack.LakeBucket}', but the description lies in {lakeBucket}: it is another stack's.";
        if (stack.Datasets.Count == 0) yield return "$.datasets is empty.";
        foreach (var (name, dataset) in stack.Datasets)
        {
            if (dataset is null)
            {
                yield return $"$.datasets.{name} is null.";
                continue;
            }

            if (!S3Uri.TryParse(dataset.Contract, out _))
                yield return $"$.datasets.{name}.contract is '{dataset.Contract}'; s3://bucket/key was expected.";
            if (string.IsNullOrWhiteSpace(dataset.RawBucket)) yield return $"$.datasets.{name}.rawBucket is empty.";
            if (string.IsNullOrWhiteSpace(dataset.DeliveryStream)) yield return $"$.datasets.{name}.deliveryStream is empty.";
            if (string.IsNullOrWhiteSpace(dataset.Database)) yield return $"$.datasets.{name}.database is empty.";
            if (!IsTopic(dataset.RawTopic))
                yield return $"$.datasets.{name}.rawTopic is '{dataset.RawTopic}'; the ARN of a topic was expected.";
            if (!IsTopic(dataset.StructuredTopic))
                yield return $"$.datasets.{name}.structuredTopic is '{dataset.StructuredTopic}'; the ARN of a topic was expected.";
        }

        foreach (var (function, url) in stack.DeadLetters)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("https" or "http"))
                yield return $"$.deadLetters.{function} is '{url}'; the URL of a queue was expected.";
        }
    }

    // arn:partition:sns:region:account:name
    private static bool IsTopic(string? arn) => arn?.Split(':') is ["arn", _, "sns", _, _, { Length: > 0 }];
}
