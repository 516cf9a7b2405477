using System.CommandLine;
using Datalake.Embedded.Queries;

namespace Datalake.Cli.Commands;

/// <summary><c>lake tables</c>: what queries can read.</summary>
internal static class TablesCommand
{
    private static readonly string[] Tables = ["table", "database", "dataset", "holds", "columns"];
    private static readonly string[] TableColumns = ["column", "type"];

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var name = new Argument<string?>("table")
        {
            Description = "Show the columns of this table.",
            HelpName = "TABLE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("tables", "List the tables that queries can read, or the columns of one.") { name };
        command.SetAction(parsed =>
        {
            var tables = LakeReader.TablesOf(options.CatalogOf(parsed));
            var writer = options.WriterOf(parsed, io);
            if (parsed.GetValue(name) is not { } wanted)
            {
                writer.WriteAll(
                    Tables,
                    tables.Select(table =>
                        (IReadOnlyList<object?>)
                            [table.Name, table.Dataset.Database, table.Dataset.Name, Describe(table.Kind), (long)table.Columns.Count]
                    )
                );
                return ExitCode.Done;
            }

            var found = tables.FirstOrDefault(table => string.Equals(table.Name, wanted, StringComparison.OrdinalIgnoreCase))
                ?? throw new UsageException(
                    $"There is no table '{wanted}'. There are: {string.Join(", ", tables.Select(table => table.Name))}.");
            writer.WriteAll(TableColumns, found.Columns.Select(column => (IReadOnlyList<object?>)[column.Name, column.Type]));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Describe(LakeTableKind kind) => kind switch
    {
        LakeTableKind.Consumable => "every version, by change date",
        LakeTableKind.Staged => "every delivered record, by ingestion hour",
        LakeTableKind.Current => "the latest version of each identity",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no table of this kind."),
    };
}
