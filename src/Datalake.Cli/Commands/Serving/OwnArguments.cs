namespace Datalake.Cli.Commands.Serving;

/// <summary>
/// The arguments of a command that goes to a server, without those that name the lake and its datasets, and with <c>-</c> for a file that
/// the server does not open.
/// </summary>
internal sealed class OwnArguments
{
    private static readonly string[] Named = ["--root", "--datasets", FromFile];

    private const string FromFile = "--from-file";

    /// <summary>Splits arguments.</summary>
    /// <param name="arguments">All of them.</param>
    public OwnArguments(IReadOnlyList<string> arguments)
    {
        var rest = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--")
            {
                rest.AddRange(arguments.Skip(i));
                break;
            }

            var parts = arguments[i].Split(['=', ':'], 2);
            if (!Named.Contains(parts[0], StringComparer.Ordinal))
            {
                rest.Add(arguments[i]);
                continue;
            }

            var value = parts.Length == 2 ? parts[1] : i + 1 < arguments.Count ? arguments[++i] : null;
            if (parts[0] == "--datasets") Datasets = value;
            if (parts[0] != FromFile) continue;
            File = value;
            rest.AddRange([FromFile, "-"]);
        }

        Rest = rest;
    }

    /// <summary>The value of <c>--datasets</c>; null when it is not given.</summary>
    public string? Datasets { get; }

    /// <summary>The file whose content the command reads; null when it reads none.</summary>
    public string? File { get; }

    /// <summary>The others.</summary>
    public IReadOnlyList<string> Rest { get; }
}
