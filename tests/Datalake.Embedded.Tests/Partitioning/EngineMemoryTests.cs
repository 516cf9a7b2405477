using System.Runtime.InteropServices;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Engine.Native;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Tests.Partitioning;

public sealed class EngineMemoryTests
{
    [Fact]
    public void The_allocators_of_the_engine_are_those_that_it_was_made_for()
    {
        // Were the engine built otherwise, a lake would work as before and hold more memory, which nobody would notice.
        Assert.Equal(
            OperatingSystem.IsLinux() && !RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal),
            EngineMemory.ReleaseUnusedMemorySoon()
        );
    }

    [Fact]
    public void Memory_can_be_given_back_while_the_engine_holds_some()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        DuckDbEngine.Run(connection, "CREATE TABLE held AS SELECT 'some text of row ' || i AS text FROM range(100000) r(i)");

        EngineMemory.ReleaseUnusedMemory();

        Assert.Equal(100000, DuckDbEngine.Count(connection, "SELECT count(DISTINCT text) FROM held"));
    }
}
