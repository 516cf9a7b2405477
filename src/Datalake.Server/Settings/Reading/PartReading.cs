using System.Text.Json;
using Cronos;
using Datalake.Documents;

namespace Datalake.Server.Settings.Reading;

/// <summary>Reads the parts that are numbers and times: <c>limits</c>, <c>seal</c>, <c>schedules</c>, <c>retention</c>.</summary>
internal static class PartReading
{
    private const long Kibi = 1 << 10;
    private const long Mebi = 1 << 20;
    private const long Gibi = 1 << 30;

    public static LimitSettings ReadLimits(DocumentNode? node)
    {
        var limits = new LimitSettings();
        if (node?.AsObject(SettingsProperties.OfLimits) is not { } given) return limits;
        return limits with
        {
            BodyBytes = given.Optional(SettingsProperties.Body)?.AsSize(Kibi, Gibi) ?? limits.BodyBytes,
            RawBytes = given.Optional(SettingsProperties.Raw)?.AsSize(Kibi, 1024 * Gibi) ?? limits.RawBytes,
            HeaderBytes = (int?)given.Optional(SettingsProperties.Headers)?.AsSize(Kibi, Mebi) ?? limits.HeaderBytes,
            QueryTime = given.Optional(SettingsProperties.QueryTime)?.AsDuration(TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))
                ?? limits.QueryTime,
            QueryRows = given.Optional(SettingsProperties.QueryRows)?.AsPositive() ?? limits.QueryRows,
            BacklogBytes = given.Optional(SettingsProperties.Backlog)?.AsSize(Mebi, 1024 * Gibi) ?? limits.BacklogBytes,
        };
    }

    /// <summary>A duration alone stands for the time.</summary>
    public static SealSettings ReadSeal(DocumentNode? node)
    {
        var seal = new SealSettings();
        if (node is null) return seal;
        if (node.Element.ValueKind == JsonValueKind.String) return seal with { Time = ReadSealTime(node) ?? seal.Time };
        if (node.AsObject(SettingsProperties.OfSeal) is not { } given) return seal;
        return seal with
        {
            Time = ReadSealTime(given.Optional(SettingsProperties.Time)) ?? seal.Time,
            Bytes = given.Optional(SettingsProperties.Size)?.AsSize(Mebi, 4 * Gibi) ?? seal.Bytes,
        };
    }

    public static ScheduleSettings ReadSchedules(DocumentNode? node, TimeProvider time)
    {
        var schedules = new ScheduleSettings();
        if (node?.AsObject(SettingsProperties.OfSchedules) is not { } given) return schedules;
        return schedules with
        {
            Partition = Read(SettingsProperties.Partition, schedules.Partition),
            Compact = Read(SettingsProperties.Compact, schedules.Compact),
            Vacuum = Read(SettingsProperties.Vacuum, schedules.Vacuum),
        };

        CronExpression? Read(string name, CronExpression? byDefault) =>
            given.Optional(name) is { } schedule ? schedule.AsSchedule(time) : byDefault;
    }

    public static RetentionSettings ReadRetention(DocumentNode? node)
    {
        var retention = new RetentionSettings();
        if (node?.AsObject(SettingsProperties.OfRetention) is not { } given) return retention;
        var files = given.Optional(SettingsProperties.Files)?.AsDuration(TimeSpan.FromHours(1), TimeSpan.FromDays(36_500));
        return retention with { Files = files ?? retention.Files };
    }

    private static TimeSpan? ReadSealTime(DocumentNode? node) => node?.AsDuration(TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
}
