using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Maintenance;

namespace Datalake.Tests.Tables.Delta.Maintenance;

public class VacuumPlanTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly TestTable table = new();

    [Fact]
    public async Task Files_that_no_version_of_the_last_week_has_are_deleted_when_they_are_old_enough()
    {
        Place("a", "b", "c", "never committed");
        var snapshot = await table.MakeAsync("a", "b", "c");
        table.Time.Advance(TimeSpan.FromHours(1));
        snapshot = await table.CommitAsync(snapshot, TestTable.Replace(snapshot, "a"));
        table.Time.Advance(Week + TimeSpan.FromHours(1));
        Place("young");
        await table.CommitAsync(snapshot, TestTable.Replace(snapshot, "b"));

        var plan = await table.Table.PlanVacuumAsync(Week, Test.Token);

        Assert.Equal(["a", "never committed"], plan.Files.Select(file => file.Key[TestTable.Folder.Length..]));
        Assert.Equal((1, 2L), (plan.KeptYoung, plan.Bytes));
    }

    [Fact]
    public async Task A_file_that_was_removed_within_the_week_stays_however_old_it_is()
    {
        Place("a", "b");
        var snapshot = await table.MakeAsync("a", "b");
        table.Time.Advance(TimeSpan.FromDays(100));
        snapshot = await table.CommitAsync(snapshot, TestTable.Replace(snapshot, "a"));
        table.Time.Advance(TimeSpan.FromDays(6));
        Assert.Empty((await table.Table.PlanVacuumAsync(Week, Test.Token)).Files);

        table.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal([TestTable.Folder + "a"], (await table.Table.PlanVacuumAsync(Week, Test.Token)).Files.Select(file => file.Key));
        Assert.Equal(["b"], TestTable.Paths(snapshot));
    }

    [Fact]
    public async Task A_clean_up_of_the_log_that_was_cut_short_does_not_stop_it()
    {
        var checkpointed = new TestTable(new JsonCheckpointFormat());
        foreach (var path in (string[])["a", "b", "c"]) checkpointed.Store.Place(TestTable.Folder + path, "rows"u8);
        var snapshot = await checkpointed.CommitAsync(null, new Datalake.Tables.Delta.Commits.TableCommit
        {
            Operation = "CREATE TABLE",
            Metadata = TestTable.Columns(("delta.checkpointInterval", "3")),
            Adds = [TestTable.File("a"), TestTable.File("b"), TestTable.File("c")],
        });
        snapshot = await checkpointed.CommitAsync(snapshot, TestTable.Replace(snapshot, "a"));
        snapshot = await checkpointed.CommitAsync(snapshot, TestTable.Append("d"));
        checkpointed.Time.Advance(TimeSpan.FromDays(30));
        snapshot = await checkpointed.CommitAsync(snapshot, TestTable.Replace(snapshot, "b"));
        checkpointed.Store.Remove(TestTable.EntryKey(0));
        checkpointed.Store.Remove(TestTable.EntryKey(1));

        // Version 2, the newest a week ago, cannot be read any more; what it had is known all the same.
        var plan = await checkpointed.Open(new JsonCheckpointFormat()).PlanVacuumAsync(Week, Test.Token);
        Assert.Equal([TestTable.Folder + "a"], plan.Files.Select(file => file.Key));
        Assert.Equal(["c", "d"], TestTable.Paths(snapshot));
    }

    [Fact]
    public async Task The_log_and_what_is_hidden_stay_but_not_folders_of_partition_columns()
    {
        await table.MakeAsync();
        Place("_symlink_format_manifest/day=1/manifest", "day=1/.part.crc", ".hidden", "_day=1/a.parquet", "day=1/b.parquet");
        table.Time.Advance(Week + Week);
        var plan = await table.Table.PlanVacuumAsync(Week, Test.Token);
        Assert.Equal(["_day=1/a.parquet", "day=1/b.parquet"], plan.Files.Select(file => file.Key[TestTable.Folder.Length..]));
    }

    [Fact]
    public async Task A_tombstone_without_a_time_protects_its_file()
    {
        Place("a");
        table.Begin(TestTable.Add("a")).Entry(1, """{"remove":{"path":"a","dataChange":true}}""");
        table.Time.Advance(TimeSpan.FromDays(30));
        Assert.Empty((await table.Table.PlanVacuumAsync(Week, Test.Token)).Files);
    }

    [Fact]
    public async Task A_folder_without_a_table_is_not_planned_for()
    {
        Place("a");
        await Assert.ThrowsAsync<DeltaTableException>(() => table.Table.PlanVacuumAsync(TimeSpan.Zero, Test.Token));
    }

    [Fact]
    public void A_plan_deletes_nothing_that_is_named() => Assert.Empty(
        VacuumPlan.Of("t/", new HashSet<string>(StringComparer.Ordinal) { "a" }, [new("t/a", 1, "", DateTimeOffset.UnixEpoch)], DateTimeOffset.MaxValue).Files);

    private void Place(params string[] paths)
    {
        foreach (var path in paths) table.Store.Place(TestTable.Folder + path, "x"u8);
    }
}
