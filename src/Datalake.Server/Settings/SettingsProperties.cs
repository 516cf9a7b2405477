namespace Datalake.Server.Settings;

/// <summary>Every property name of <c>lake.json</c>. <c>lake.schema.json</c> has the same, and a test compares the two.</summary>
internal static class SettingsProperties
{
    public const string Schema = "$schema";
    public const string Listen = "listen";
    public const string BehindProxy = "behindProxy";
    public const string Tls = "tls";
    public const string Tokens = "tokens";
    public const string Cors = "cors";
    public const string Mcp = "mcp";
    public const string Limits = "limits";
    public const string Seal = "seal";
    public const string Schedules = "schedules";
    public const string Retention = "retention";
    public const string Webhooks = "webhooks";
    public const string Sources = "sources";

    public const string Certificate = "certificate";
    public const string Key = "key";
    public const string Password = "password";

    public const string Name = "name";
    public const string Sha256 = "sha256";
    public const string Roles = "roles";

    public const string Origins = "origins";

    public const string Body = "body";
    public const string Raw = "raw";
    public const string Headers = "headers";
    public const string QueryTime = "queryTime";
    public const string QueryRows = "queryRows";
    public const string Backlog = "backlog";

    public const string Time = "time";
    public const string Size = "size";

    public const string Partition = "partition";
    public const string Compact = "compact";
    public const string Vacuum = "vacuum";

    public const string Files = "files";

    public const string Scheme = "scheme";
    public const string Secrets = "secrets";
    public const string Dataset = "dataset";
    public const string Datasets = "datasets";
    public const string Topic = "topic";
    public const string Tolerance = "tolerance";
    public const string Header = "header";
    public const string Erase = "erase";
    public const string Where = "where";

    public static IReadOnlyList<string> OfSettings { get; } =
    [Schema, Listen, BehindProxy, Tls, Tokens, Cors, Mcp, Limits, Seal, Schedules, Retention, Webhooks, Sources];

    public static IReadOnlyList<string> OfTls { get; } = [Certificate, Key, Password];

    public static IReadOnlyList<string> OfToken { get; } = [Name, Sha256, Roles];

    public static IReadOnlyList<string> OfCors { get; } = [Origins];

    public static IReadOnlyList<string> OfLimits { get; } = [Body, Raw, Headers, QueryTime, QueryRows, Backlog];

    public static IReadOnlyList<string> OfSeal { get; } = [Time, Size];

    public static IReadOnlyList<string> OfSchedules { get; } = [Partition, Compact, Vacuum];

    public static IReadOnlyList<string> OfRetention { get; } = [Files];

    public static IReadOnlyList<string> OfWebhook { get; } = [Scheme, Secrets, Dataset, Datasets, Topic, Tolerance, Header, Headers, Erase];

    public static IReadOnlyList<string> OfErasure { get; } = [Dataset, Where];
}
