using System.CommandLine;

namespace Datalake.Cli.Commands;

/// <summary><c>lake schema</c>: what arrives, held against what the contracts declare.</summary>
internal static class SchemaCommand
{
    public static Command Create(GlobalOptions options, CommandIo io) =>
        new("schema", "What arrives, held against what the contracts declare.") { };
}
