using Datalake.Embedded.Queries.Output;
using Datalake.Server.Problems;
using Datalake.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Datalake.Server.Querying;

/// <summary>How the rows of a query are answered.</summary>
/// <param name="MediaType">The type of the answer.</param>
/// <param name="WriterTo">Makes a writer of it; null for Arrow, whose rows are not written one by one.</param>
internal sealed record AnswerFormat(string MediaType, Func<TextWriter, RowWriter>? WriterTo)
{
    /// <summary>An array of objects.</summary>
    public static readonly AnswerFormat Json = new("application/json", output => new JsonRowWriter(output));

    private static readonly AnswerFormat[] All =
    [
        Json,
        new("application/x-ndjson", output => new LineRowWriter(output)),
        new("text/csv", output => new CsvRowWriter(output)),
        new("application/vnd.apache.arrow.stream", null),
    ];

    /// <summary>The format of a media type; null for one that answers do not have.</summary>
    public static AnswerFormat? Find(string mediaType) => Array.Find(All, format => format.MediaType == mediaType);

    /// <summary>The format that a request accepts; JSON where it says nothing.</summary>
    /// <exception cref="ProblemException">It accepts none of them.</exception>
    public static AnswerFormat Of(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1).ToArray();
        if (accepted.Length == 0) return Json;
        foreach (var type in accepted)
        {
            if (type.Quality is not 0
                && Array.Find(All, format => MediaTypeHeaderValue.Parse(format.MediaType).IsSubsetOf(type)) is { } found)
                return found;
        }

        throw new ProblemException(
            ProblemKinds.NotAcceptable,
            $"The request accepts '{ObjectKeys.Show(request.Headers.Accept.ToString())}'. Answers are {string.Join(", ", All.Select(format => format.MediaType))}.");
    }
}
