using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Datalake.Embedded;
using Datalake.Server.Access;
using Datalake.Server.Commanding;

namespace Datalake.Cli.Commands.Serving;

/// <summary>Hands a command to the server that runs the lake, and shows what it answers.</summary>
internal static class HandOver
{
    /// <summary>Tries it.</summary>
    /// <param name="root">The lake's folder.</param>
    /// <param name="arguments">The command's arguments.</param>
    /// <param name="io">What it talks to.</param>
    /// <param name="cancellationToken">A token to stop the command.</param>
    /// <returns>The command's exit code; null when no server runs there that this user may use.</returns>
    public static async Task<int?> TryAsync(string root, IReadOnlyList<string> arguments, CommandIo io, CancellationToken cancellationToken)
    {
        if (Find(root) is not { Address: { } address } server) return null;
        using var client = NewClient(server);
        var own = new OwnArguments(arguments);
        string[] datasets = own.Datasets is null ? [] : ["--datasets", Path.GetFullPath(own.Datasets)];
        var input = own.File switch
        {
            null => null,
            "-" => await io.In.ReadToEndAsync(cancellationToken),
            var file => await File.ReadAllTextAsync(file, cancellationToken),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{address}/v1/commands"))
        {
            Content = new StringContent(
                JsonSerializer.Serialize(new CommandRequest([.. datasets, .. own.Rest], input), CommandJson.Default.CommandRequest),
                Encoding.UTF8,
                "application/json"),
        };
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException)
        {
            // It was killed, and another process has the lock.
            return null;
        }

        using (response)
        {
            if (response.IsSuccessStatusCode) return await ShowAsync(response, io, cancellationToken);
            await io.Error.WriteLineAsync(
                $"The server of this lake at {address} did not take the command: {(int)response.StatusCode} {response.ReasonPhrase}.");
            return ExitCode.Failed;
        }
    }

    private static async Task<int> ShowAsync(HttpResponseMessage response, CommandIo io, CancellationToken cancellationToken)
    {
        try
        {
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken), Encoding.UTF8);
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                var frame = JsonSerializer.Deserialize(line, CommandJson.Default.CommandFrame)!;
                if (frame.Output is { } text) await io.Out.WriteAsync(text);
                if (frame.Error is { } note) await io.Error.WriteAsync(note);
                if (frame.Exit is { } code) return code;
            }
        }
        catch (Exception cut) when (cut is HttpIOException or JsonException)
        {
            // Said below.
        }

        await io.Error.WriteLineAsync("The server stopped before the command was done. What is committed stays; run the command again to go on.");
        return ExitCode.Failed;
    }

    private static ServerState? Find(string root)
    {
        try
        {
            return new ServerStateFile(new LakeFolder(root)).Read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is another user's.
            return null;
        }
    }

    private static HttpClient NewClient(ServerState server)
    {
        // The certificate is for another name than this machine's own address; that it is the server's, its file says.
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate?.GetCertHashString(HashAlgorithmName.SHA256) is { } found && found == server.CertificateSha256;
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        return client;
    }
}
