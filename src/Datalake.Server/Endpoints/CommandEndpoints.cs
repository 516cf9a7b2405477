using System.Text.Json;
using System.Threading.Channels;
using Datalake.Server.Access;
using Datalake.Server.Commanding;
using Datalake.Server.Hosting;
using Datalake.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Datalake.Server.Endpoints;

/// <summary>What the commands show, as JSON; and the commands that other processes hand over.</summary>
internal static class CommandEndpoints
{
    private const int Failed = 3;

    public static void Map(IEndpointRouteBuilder routes, ServerLake lake, ILakeCommands commands)
    {
        Show("/v1/status", "Status", "What each dataset has, and whether every record is accounted for.", ["status"]);
        Show("/v1/tables", "Tables", "The tables and views.", ["tables"]);
        Show("/v1/tables/{name}", "Table", "The columns of a table or view.", ["tables"]);
        Show("/v1/tables/{name}/history", "History", "The versions of a table.", ["history"]);
        Show("/v1/quarantine", "Quarantine", "The records that could not be read.", ["quarantine", "list"]);
        Show("/v1/quarantine/{name}", "QuarantineEntry", "One of them, with its payload.", ["quarantine", "show"]);
        Do("/v1/quarantine/{name}/replay", "Replay", "Try it again under the contracts as they are now.", ["quarantine", "replay"]);
        Do("/v1/quarantine/{name}/discard", "Discard", "Let go of it.", ["quarantine", "discard"]);
        routes.MapPost("/v1/commands", (HttpContext context) => HandOverAsync(context, lake, commands))
            .ExcludeFromDescription().RequireAuthorization(AccessPolicies.Operate);

        void Show(string address, string name, string summary, string[] words) => routes
            .MapGet(address, (HttpContext context, CancellationToken token) => RunAsync(context, lake, commands, words, token))
            .WithName(name).WithSummary(summary).Produces<object>().RequireAuthorization(AccessPolicies.Read);

        void Do(string address, string name, string summary, string[] words) => routes
            .MapPost(address, (HttpContext context, CancellationToken token) => RunAsync(context, lake, commands, words, token))
            .WithName(name).WithSummary(summary).Produces<object>().RequireAuthorization(AccessPolicies.Operate);
    }

    private static async Task<IResult> RunAsync(
        HttpContext context, ServerLake lake, ILakeCommands commands, string[] words, CancellationToken cancellationToken) =>
        TypedResults.Text(
            await CommandAnswers.AskAsync(commands, lake.Live, words, context.Request.RouteValues["name"] as string, cancellationToken),
            "application/json");

    private static async Task HandOverAsync(HttpContext context, ServerLake lake, ILakeCommands commands)
    {
        var body = context.Request.Body;
        var request = await JsonSerializer.DeserializeAsync(body, CommandJson.Default.CommandRequest, context.RequestAborted)
            ?? throw new ProblemException(ProblemKinds.MalformedRequest, "There is no command.");
        context.Response.ContentType = "application/x-ndjson";
        var frames = Channel.CreateUnbounded<CommandFrame>();
        var running = Task.Run(
            async () =>
            {
                await using var output = new FrameWriter(frames.Writer, text => new CommandFrame { Output = text });
                await using var error = new FrameWriter(frames.Writer, text => new CommandFrame { Error = text }) { IsPrompt = true };
                using var input = new StringReader(request.Input ?? string.Empty);
                var code = Failed;
                try
                {
                    code = await commands.RunAsync(request.Arguments, input, lake.Live, output, error, context.RequestAborted);
                }
                finally
                {
                    output.Flush();
                    error.Flush();
                    frames.Writer.TryWrite(new CommandFrame { Exit = code });
                    frames.Writer.TryComplete();
                }
            },
            CancellationToken.None);
        await FrameWriter.SendAsync(frames.Reader, context.Response.BodyWriter, context.RequestAborted);
        await running;
    }
}
