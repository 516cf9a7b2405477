using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Queries.Athena;

/// <summary>What Athena (engine version 3, that is Trino) answers, by area. Each line is an expression, an arrow and its text.</summary>
public sealed class AthenaAnswerTests : IDisposable
{
    private readonly QueryLake lake = new();

    public AthenaAnswerTests() => Directory.CreateDirectory(lake.Root);

    public void Dispose() => lake.Dispose();

    public static TheoryData<string> Areas => [.. AthenaAnswers.Areas.Keys];

    public static TheoryData<string> Queries => [.. AthenaAnswers.Queries.Select(query => query.Sql)];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Expressions_mean_what_they_mean_in_athena(string area)
    {
        using var reader = lake.Open();
        var wrong = new List<string>();
        foreach (var (expression, right) in AthenaAnswers.Areas[area])
        {
            var answer = Answer(reader, $"SELECT ({expression})::VARCHAR");
            if (right.StartsWith("error ", StringComparison.Ordinal) ? !answer.Contains(right["error ".Length..], StringComparison.OrdinalIgnoreCase) || !answer.StartsWith("error", StringComparison.Ordinal) : answer != right)
                wrong.Add($"{expression}\n    right: {right}\n    got:   {answer}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Queries_answer_what_they_answer_in_athena(string sql)
    {
        using var reader = lake.Open();
        Assert.Equal(AthenaAnswers.Queries.Single(query => query.Sql == sql).Rows, Answer(reader, sql));
    }

    private static string Answer(LakeReader reader, string sql)
    {
        try
        {
            return string.Join(" / ", QueryLake.Query(reader, sql));
        }
        catch (Exception failure) when (failure is EngineException or QueryRefusedException)
        {
            return "error " + failure.Message;
        }
    }
}
