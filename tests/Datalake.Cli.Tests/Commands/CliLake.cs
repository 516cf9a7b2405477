using System.Text.Json;
using Datalake.Cli.Commands;
using Microsoft.Extensions.Time.Testing;

namespace Datalake.Cli.Tests.Commands;

/// <summary>
/// A temporary folder with a small dataset, <c>orders</c>, on which the real command line is run. Its clock stands still: no hour turns
/// between two commands, and no command is so slow that it reports progress.
/// </summary>
public sealed class CliLake : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 30, 0, TimeSpan.Zero);

    private const string Contract = """
        { "name": "orders", "database": "shop", "raw": { "keys": "orders/{id}", "format": "json" }, "identity": ["id"], "changedAt": ["changed"],
          "columns": { "id": "string", "changed": "timestamp", "total": "decimal(18,2)", "lines": "array<struct<sku:string,quantity:bigint>>" } }
        """;

    private readonly TestFolder folder = new();

    public CliLake() => Declare(Contract);

    public string Folder => folder.Path;

    public string Root => Path.Combine(Folder, "lake");

    public string Datasets => Path.Combine(Folder, "datasets");

    public void Declare(string contract)
    {
        Directory.CreateDirectory(Path.Combine(Datasets, "orders"));
        File.WriteAllText(Path.Combine(Datasets, "orders", "dataset.json"), contract);
    }

    /// <summary>Changes a word of the contract.</summary>
    public void Amend(string word, string by) => Declare(Contract.Replace(word, by, StringComparison.Ordinal));

    public void Put(string name, params string[] records)
    {
        Directory.CreateDirectory(Path.Combine(Root, "raw", "orders"));
        File.WriteAllText(Path.Combine(Root, "raw", "orders", name), string.Join('\n', records));
    }

    /// <summary>Two good records and, when asked for, a broken one; then ingest and partition.</summary>
    public async Task FillAsync(bool broken = false)
    {
        Put(
            "1",
            """{"id":"a","changed":"2026-01-02T00:00:00Z","total":"12.30","lines":[{"sku":"x","quantity":2}]}""",
            """{"id":"b","changed":"2026-01-03T01:02:03.5Z"}"""
        );
        if (broken) Put("2", "{broken");
        Assert.Equal(broken ? 1 : 0, (await RunAsync("run", "--all")).Code);
    }

    /// <summary>Runs a command line on this lake.</summary>
    public Task<CliResult> RunAsync(params string[] args) => RunWithInputAsync("", [.. args, "--root", Root, "--datasets", Datasets]);

    /// <summary>Runs a command line as it stands.</summary>
    public static async Task<CliResult> RunWithInputAsync(string input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var io = new CommandIo { Out = output, Error = error, In = new StringReader(input), Time = new FakeTimeProvider(Now) };
        var code = await LakeCommandLine.RunAsync(args, io, TestContext.Current.CancellationToken);
        return new CliResult(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command line on this lake as on a terminal, with what a person types there.</summary>
    public async Task<CliResult> RunOnTerminalAsync(string input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var io = new CommandIo
        {
            Out = output,
            Error = error,
            In = new StringReader(input),
            InIsTerminal = true,
            ErrorIsTerminal = true,
            Time = new FakeTimeProvider(Now),
        };
        var code = await LakeCommandLine.RunAsync([.. args, "--root", Root, "--datasets", Datasets], io, TestContext.Current.CancellationToken);
        return new CliResult(code, output.ToString(), error.ToString());
    }

    /// <summary>Writes a file below the datasets' folder.</summary>
    public void Write(string path, string text)
    {
        var file = Path.Combine(Datasets, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Dispose() => folder.Dispose();
}

/// <summary>What a command line answered.</summary>
public sealed record CliResult(int Code, string Out, string Error)
{
    /// <summary>The result as JSON rows.</summary>
    public JsonElement[] Rows => [.. JsonDocument.Parse(Out).RootElement.EnumerateArray()];
}
