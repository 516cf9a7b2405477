using System.ComponentModel;
using System.Globalization;
using System.Text;
using Datalake.Server.Access;
using Datalake.Server.Commanding;
using Datalake.Server.Hosting;
using Datalake.Server.Problems;
using Datalake.Server.Querying;
using Datalake.Server.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace Datalake.Server.Tools;

/// <summary>What programs may ask the lake by the Model Context Protocol. All of it only reads.</summary>
internal sealed class LakeTools(ServerLake lake, ILakeCommands commands, LimitSettings limits)
{
    // What a model can still read; more is an error, so that a part is not taken for the whole.
    private const int MaximumRows = 1000;
    private const int MaximumBytes = 256 << 10;

    /// <summary>Adds the protocol to a server.</summary>
    public static void Add(IServiceCollection services, ServerLake lake, ILakeCommands commands, LimitSettings limits)
    {
        var tools = new LakeTools(lake, commands, limits);
        services.AddMcpServer(options => options.ServerInfo = new() { Name = "datalake", Version = "1" })
            .WithHttpTransport(transport => transport.Stateless = true)
            .WithTools([
                Tool(tools.ListTablesAsync, "list_tables", "Lists the tables and views of the lake, with their datasets."),
                Tool(tools.DescribeTableAsync, "describe_table", "Describes the columns of a table or view."),
                Tool(tools.QueryAsync, "query", "Runs one SQL statement that only reads, in DuckDB's dialect, and gives the rows as JSON. At most 1,000 rows."),
                Tool(
                    tools.ExplainQuarantineEntryAsync,
                    "explain_quarantine_entry",
                    "Explains why a record is in quarantine: the rule, the position, the reason, and the record itself."),
            ]);
    }

    /// <summary>Maps the address.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapMcp("/mcp").RequireAuthorization(AccessPolicies.Read);

    private Task<string> ListTablesAsync(CancellationToken cancellationToken) => AskAsync(["tables"], null, cancellationToken);

    private Task<string> DescribeTableAsync(
        [Description("The name of the table or view.")] string table, CancellationToken cancellationToken) =>
        AskAsync(["tables"], table, cancellationToken);

    private Task<string> ExplainQuarantineEntryAsync(
        [Description("The id of the entry, as the table lake_quarantine and the quarantine list have it.")] string id,
        CancellationToken cancellationToken) =>
        AskAsync(["quarantine", "show"], id, cancellationToken);

    private Task<string> QueryAsync([Description("The statement.")] string sql, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limits.QueryTime);
        using var rental = await lake.Readers.RentAsync(stop.Token);
        using var rows = await Task.Run(() => rental.Reader.Query(sql, stop.Token, null), stop.Token);
        using var text = new BoundedStream(MaximumBytes);
        await new QueryAnswer(rows, AnswerFormat.Json, Math.Min(MaximumRows, limits.QueryRows))
            .SendTextAsync(AnswerFormat.Json.WriterTo!, text, stop.Token);
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    });

    private Task<string> AskAsync(string[] words, string? name, CancellationToken cancellationToken) =>
        GuardAsync(() => CommandAnswers.AskAsync(commands, lake.Live, words, name, cancellationToken));

    private static async Task<string> GuardAsync(Func<Task<string>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure is not McpException)
        {
            throw new McpException(FailureProblems.Of(failure, isAborted: false).Detail, failure);
        }
    }

    private static McpServerTool Tool(Delegate work, string name, string description) => McpServerTool.Create(
        work, new McpServerToolCreateOptions { Name = name, Description = description, ReadOnly = true, OpenWorld = false });

    private sealed class BoundedStream(int limit) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Length + buffer.Length <= limit) return base.WriteAsync(buffer, cancellationToken);
            throw new ProblemException(
                ProblemKinds.TooManyRows,
                string.Create(CultureInfo.InvariantCulture, $"The rows take more than {limit} bytes. Ask for fewer columns, or add a LIMIT."));
        }
    }
}
