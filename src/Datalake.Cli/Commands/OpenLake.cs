using Datalake.Embedded;
using Datalake.Embedded.Live;

namespace Datalake.Cli.Commands;

/// <summary>The lake that a command writes to: one that it opened itself, or a turn with the one that a server runs.</summary>
internal sealed class OpenLake : IAsyncDisposable
{
    private readonly LiveTurn? turn;

    private OpenLake(EmbeddedLake lake, LiveTurn? turn)
    {
        Lake = lake;
        this.turn = turn;
    }

    /// <summary>The lake.</summary>
    public EmbeddedLake Lake { get; }

    /// <summary>Opens it.</summary>
    /// <param name="io">What the command talks to; in a server, it has the lake that runs.</param>
    /// <param name="options">The lake as the command line describes it.</param>
    /// <param name="isAlone">True where a lake that runs must take no arrival meanwhile.</param>
    /// <param name="cancellationToken">A token to cancel the waiting.</param>
    public static async Task<OpenLake> OpenAsync(CommandIo io, LakeOptions options, bool isAlone, CancellationToken cancellationToken)
    {
        if (io.Live is null) return new OpenLake(EmbeddedLake.Open(options), null);
        var taken = await io.Live.TakeTurnAsync(isAlone, cancellationToken);
        return new OpenLake(taken.Lake, taken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (turn is null) await Lake.DisposeAsync();
        else turn.Dispose();
    }
}
