using System.Text.Json;
using Datalake.Embedded.Engine;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Statistics;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Queries.Pruning;

/// <summary>
/// What the engine's optimizer makes of a query: the filters that stand right above the scans of each table, wherever the query has
/// written them. A row that does not pass the filters of any scan of its table has no part in the answer.
/// </summary>
internal sealed class QueryPlan
{
    private readonly Dictionary<string, (LakeTable Table, ColumnRanges Ranges)> tables;
    private readonly Dictionary<string, List<FileFilter>> scans = new(StringComparer.Ordinal);

    private QueryPlan(IEnumerable<(LakeTable Table, Snapshot Snapshot)> tables)
    {
        this.tables = tables.ToDictionary(
            each => each.Table.Name,
            each => (each.Table, new ColumnRanges(each.Table.Dataset, each.Snapshot.Metadata)),
            StringComparer.Ordinal);
    }

    /// <summary>Plans a query.</summary>
    /// <param name="connection">The engine, with <see cref="PlanTables"/> in place of the tables.</param>
    /// <param name="sql">The query.</param>
    /// <param name="tables">The tables.</param>
    /// <returns>For each table the files that the query needs; a table that is not here needs all.</returns>
    public static IReadOnlyDictionary<string, FileFilter> FiltersOf(
        DuckDBConnection connection, string sql, IReadOnlyList<(LakeTable Table, Snapshot Snapshot)> tables)
    {
        var none = new Dictionary<string, FileFilter>(StringComparer.Ordinal);
        var text = (string?)DuckDbEngine.Scalar(
            connection, $"SELECT CAST(json_serialize_plan({Sql.Text(sql)}, optimize := true) AS VARCHAR)") ?? "{}";
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 2000 });

            // A query that fails, or that the engine cannot write as a plan, is run as it is.
            if (!document.RootElement.TryGetProperty("plans", out var plans)) return none;
            var plan = new QueryPlan(tables);
            foreach (var root in plans.EnumerateArray()) plan.Visit(root);
            return plan.scans.ToDictionary(scan => scan.Key, scan => FileFilter.AnyOf(scan.Value), StringComparer.Ordinal);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // NaN and infinity are no JSON; another version of the engine may write something else.
            return none;
        }
    }

    // The scan whose rows a node passes on, with what it leaves of them; null when it does something else with rows.
    private Scan? Visit(JsonElement node)
    {
        var children = node.GetProperty("children").EnumerateArray().Select(Visit).ToArray();
        var child = children is [{ } only] ? only : null;
        switch (node.GetProperty("type").GetString())
        {
            case "LOGICAL_GET":
                return Get(node);
            case "LOGICAL_FILTER" when child is not null:
                var condition = new PlanCondition(child.Columns, child.Ranges);
                child.Add(FileFilter.AllOf(node.GetProperty("expressions").EnumerateArray().Select(each => condition.Filter(each))));
                return child with { Columns = Pick(child.Columns, node.GetProperty("projection_map")) };
            case "LOGICAL_PROJECTION" when child is not null:
                return child with
                {
                    Columns =
                    [
                        .. node.GetProperty("expressions").EnumerateArray().Select(each =>
                            each.GetProperty("expression_class").GetString() == "BOUND_REF" ? child.Columns[each.GetProperty("index").GetInt32()] : null),
                    ],
                };
            default:
                return null;
        }
    }

    private Scan? Get(JsonElement node)
    {
        if (node.GetProperty("name").GetString() != PlanTables.Function
            || node.GetProperty("parameters")[0].GetProperty("value") is not { ValueKind: JsonValueKind.String } first
            || PlanTables.NameOf(first.GetString()) is not { } name || !tables.TryGetValue(name, out var found))
            return null;
        if (!scans.TryGetValue(name, out var filters)) scans[name] = filters = [];
        filters.Add(FileFilter.Everything);
        var all = PlanTables.ColumnsOf(found.Table);
        var read = node.GetProperty("column_indexes").EnumerateArray()
            .Select(column => column.GetProperty("index").GetUInt64())
            .Select(index => index < (ulong)all.Count ? all[(int)index] : null)
            .ToArray();
        return new Scan(found.Ranges, filters, filters.Count - 1, Pick(read, node.GetProperty("projection_ids")));
    }

    private static IReadOnlyList<PlanColumn?> Pick(IReadOnlyList<PlanColumn?> columns, JsonElement positions) =>
        positions.GetArrayLength() == 0 ? columns : [.. positions.EnumerateArray().Select(position => columns[position.GetInt32()])];

    private sealed record Scan(ColumnRanges Ranges, List<FileFilter> Filters, int Index, IReadOnlyList<PlanColumn?> Columns)
    {
        public void Add(FileFilter filter) => Filters[Index] = FileFilter.AllOf(Filters[Index], filter);
    }
}
