using System.CommandLine;
using Datalake.Cli.Output;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Metadata;
using Datalake.Embedded.Queries.Views;

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
        var command = new Command("tables", "List the tables and views that queries can read, or the columns of one.") { name };
        command.SetAction(parsed =>
        {
            var set = options.ViewsOf(parsed);
            var tables = LakeReader.TablesOf(set.Catalog);
            var writer = options.WriterOf(parsed, io);
            if (parsed.GetValue(name) is { } wanted)
            {
                writer.WriteAll(TableColumns, ColumnsOf(wanted, tables, set));
                return ExitCode.Done;
            }

            var views = ViewCheck.Run(set);
            writer.WriteAll(
                Tables,
                tables.Select(table => (IReadOnlyList<object?>)
                        [table.Name, table.Dataset.Database, table.Dataset.Name, Describe(table.Kind), (long)table.Columns.Count])
                    .Concat(set.Views.Select(view => Row(view, views))));
            if (views.Problems.Count > 0)
                io.Error.WriteLine($"{Amount.Of(views.Problems.Count, "problem")} in views. See why: lake datasets validate{options.SameDatasets(parsed)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static IReadOnlyList<object?> Row(LakeView view, ViewCheckResult views) =>
    [
        view.Name, view.Database, view.Dataset,
        views.Works.ContainsKey(view) ? $"view: {(view.Description.Length > 0 ? view.Description : view.Source)}" : $"view that does not work: {view.Source}",
        views.Works.TryGetValue(view, out var found) ? (long)found.Columns.Count : null,
    ];

    private static IEnumerable<IReadOnlyList<object?>> ColumnsOf(string wanted, IReadOnlyList<LakeTable> tables, LakeViewSet set)
    {
        if (tables.FirstOrDefault(table => string.Equals(table.Name, wanted, StringComparison.OrdinalIgnoreCase)) is { } table)
            return table.Columns.Select(column => (IReadOnlyList<object?>)[column.Name, column.Type]);
        if (MetadataTable.Find(wanted, tables) is { } metadata)
            return metadata.Columns.Select(column => (IReadOnlyList<object?>)[column.Name, column.Type]);
        if (set.Find(wanted) is not { } view)
        {
            throw new UsageException(
                $"There is no table '{wanted}'. There are: {string.Join(", ", tables.Select(table => table.Name).Concat(set.Views.Select(view => view.Name)))}.");
        }

        var views = ViewCheck.Run(set);
        return views.Works.TryGetValue(view, out var found)
            ? found.Columns.Select(column => (IReadOnlyList<object?>)[column.Name, column.EngineType])
            : throw new UsageException($"The view '{view.Name}' does not work. See why: lake datasets validate");
    }

    private static string Describe(LakeTableKind kind) => kind switch
    {
        LakeTableKind.Consumable => "every version, by change date",
        LakeTableKind.Staged => "every delivered record, by ingestion hour",
        LakeTableKind.Current => "the latest version of each identity",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no table of this kind."),
    };
}
