using System.Collections;
using System.Globalization;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Tests.Engine;

/// <summary>An engine in memory, and what <see cref="LakeRows"/> reads from it.</summary>
internal sealed class EngineRows : IDisposable
{
    public EngineRows()
    {
        Connection = new DuckDBConnection("DataSource=:memory:");
        Connection.Open();
        DuckDbEngine.Run(Connection, $"SET threads = 1; SET TimeZone = 'UTC'; {ArrowBatches.Lossless}");
    }

    public DuckDBConnection Connection { get; }

    public LakeRows Open(string sql) => OpenCancellable(sql, TestContext.Current.CancellationToken);

    public LakeRows OpenCancellable(string sql, CancellationToken cancellationToken) =>
        LakeRows.Open(Connection, sql, [], () => { }, cancellationToken);

    /// <summary>The first column of all rows, as text.</summary>
    public List<string> Read(string sql)
    {
        using var rows = Open(sql);
        var read = new List<string>();
        while (rows.Read()) read.Add(Show(rows.GetValue(0)));
        return read;
    }

    /// <summary>A value such that each type and each value looks different.</summary>
    public static string Show(object? value) => value switch
    {
        null => "NULL",
        string text => $"'{text}'",
        byte[] bytes => Convert.ToHexString(bytes),
        IDictionary entries => $"{{{string.Join(", ", entries.Keys.Cast<object>().Select(key => $"{Show(key)}: {Show(entries[key])}"))}}}",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Show))}]",
        bool truth => truth ? "true" : "false",
        _ => $"{Convert.ToString(value, CultureInfo.InvariantCulture)} {value.GetType().Name}",
    };

    public void Dispose() => Connection.Dispose();
}
