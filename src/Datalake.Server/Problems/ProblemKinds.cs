using System.Reflection;

namespace Datalake.Server.Problems;

/// <summary>Every kind of problem that the server answers with. This is the one place where a status and a name belong together.</summary>
public static class ProblemKinds
{
    /// <summary>The request breaks a rule of HTTP.</summary>
    public static readonly ProblemKind MalformedRequest = new(400, "malformed-request", "The request cannot be read");

    /// <summary>The body ended before its length, or its compression, said so.</summary>
    public static readonly ProblemKind BodyCut = new(400, "body-cut", "The body is cut");

    /// <summary>The body is not what its checksum says.</summary>
    public static readonly ProblemKind ChecksumMismatch = new(400, "checksum-mismatch", "The checksum is another one");

    /// <summary>A raw arrival's key cannot be a key in the lake.</summary>
    public static readonly ProblemKind BadKey = new(400, "bad-key", "The key cannot be used");

    /// <summary>A query is wrong, or is not one that only reads.</summary>
    public static readonly ProblemKind QueryRefused = new(400, "query-refused", "The query cannot be run");

    /// <summary>There is no credential.</summary>
    public static readonly ProblemKind NoToken = new(401, "no-token", "A token is needed");

    /// <summary>The credential is none that is accepted.</summary>
    public static readonly ProblemKind WrongToken = new(401, "wrong-token", "The token is not accepted");

    /// <summary>A webhook does not prove where it comes from.</summary>
    public static readonly ProblemKind WrongSignature = new(401, "wrong-signature", "The delivery is not signed by its sender");

    /// <summary>The token does not have the role that the request needs.</summary>
    public static readonly ProblemKind RoleMissing = new(403, "role-missing", "The token may not do this");

    /// <summary>A page of another origin sent the request, or it names another host.</summary>
    public static readonly ProblemKind ForeignOrigin = new(403, "foreign-origin", "The request comes from elsewhere");

    /// <summary>Nothing is at this address.</summary>
    public static readonly ProblemKind NoSuchAddress = new(404, "no-such-address", "There is nothing at this address");

    /// <summary>The lake does not have the dataset.</summary>
    public static readonly ProblemKind NoSuchDataset = new(404, "no-such-dataset", "There is no such dataset");

    /// <summary>The lake does not have the table.</summary>
    public static readonly ProblemKind NoSuchTable = new(404, "no-such-table", "There is no such table");

    /// <summary>There is no quarantine entry with this id.</summary>
    public static readonly ProblemKind NoSuchEntry = new(404, "no-such-entry", "There is no such quarantine entry");

    /// <summary>There is no report of this name.</summary>
    public static readonly ProblemKind NoSuchReport = new(404, "no-such-report", "There is no such report");

    /// <summary>The settings do not have the sender of webhooks.</summary>
    public static readonly ProblemKind NoSuchSource = new(404, "no-such-source", "There is no such source");

    /// <summary>No dataset takes the topic of a webhook.</summary>
    public static readonly ProblemKind NoSuchTopic = new(404, "no-such-topic", "No dataset takes this topic");

    /// <summary>The address does not take the method.</summary>
    public static readonly ProblemKind MethodNotAllowed = new(405, "method-not-allowed", "The address does not take this method");

    /// <summary>The answer cannot be of a type that the request accepts.</summary>
    public static readonly ProblemKind NotAcceptable = new(406, "not-acceptable", "The answer has another type");

    /// <summary>The sender was too slow.</summary>
    public static readonly ProblemKind TooSlow = new(408, "too-slow", "The request came too slowly") { RetryAfter = TimeSpan.FromSeconds(5) };

    /// <summary>The body, decompressed, is larger than its limit.</summary>
    public static readonly ProblemKind BodyTooLarge = new(413, "body-too-large", "The body is too large");

    /// <summary>The body's type or character set is not one that is read there.</summary>
    public static readonly ProblemKind MediaType = new(415, "media-type", "The body's type is not read here");

    /// <summary>The body's encoding is not one that is read.</summary>
    public static readonly ProblemKind ContentEncoding = new(415, "content-encoding", "The body's encoding is not read");

    /// <summary>A query gives more rows than it may.</summary>
    public static readonly ProblemKind TooManyRows = new(422, "too-many-rows", "The query gives too many rows");

    /// <summary>Not one record of the body can be read; nothing was stored.</summary>
    public static readonly ProblemKind NoRecord = new(422, "no-record", "No record can be read");

    /// <summary>The file of a report breaks a rule.</summary>
    public static readonly ProblemKind ReportInvalid = new(422, "report-invalid", "The report's file is wrong");

    /// <summary>So much waits for the stage that nothing more is taken for a while.</summary>
    public static readonly ProblemKind BacklogFull = new(429, "backlog-full", "The lake is behind") { RetryAfter = TimeSpan.FromSeconds(10) };

    /// <summary>The client went away before the answer.</summary>
    public static readonly ProblemKind ClientGone = new(499, "client-gone", "The client went away");

    /// <summary>The server has a defect.</summary>
    public static readonly ProblemKind Defect = new(500, "defect", "The server failed");

    /// <summary>A file of the lake is not as the lake left it.</summary>
    public static readonly ProblemKind LakeDamaged = new(500, "lake-damaged", "The lake cannot be read");

    /// <summary>A query failed, though it may be right.</summary>
    public static readonly ProblemKind QueryFailed = new(500, "query-failed", "The query failed");

    /// <summary>The disk is full.</summary>
    public static readonly ProblemKind DiskFull = new(503, "disk-full", "The disk is full") { RetryAfter = TimeSpan.FromSeconds(60) };

    /// <summary>The lake's folder cannot be written or read just now.</summary>
    public static readonly ProblemKind StoreFailed =
        new(503, "store-failed", "The lake's store does not work") { RetryAfter = TimeSpan.FromSeconds(30) };

    /// <summary>Another process writes to the lake.</summary>
    public static readonly ProblemKind LakeLocked = new(503, "lake-locked", "The lake is in use") { RetryAfter = TimeSpan.FromSeconds(30) };

    /// <summary>A key that a protect rule names is missing.</summary>
    public static readonly ProblemKind KeyMissing = new(503, "key-missing", "A key is missing") { RetryAfter = TimeSpan.FromSeconds(60) };

    /// <summary>The server starts, and does not take requests yet.</summary>
    public static readonly ProblemKind Starting = new(503, "starting", "The server starts") { RetryAfter = TimeSpan.FromSeconds(5) };

    /// <summary>The server stops, and does not take requests any more.</summary>
    public static readonly ProblemKind Stopping = new(503, "stopping", "The server stops") { RetryAfter = TimeSpan.FromSeconds(10) };

    /// <summary>A query ran longer than its limit.</summary>
    public static readonly ProblemKind QueryTooLong = new(504, "query-too-long", "The query ran too long");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        .. typeof(ProblemKinds).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null))
            .OfType<ProblemKind>(),
    ];
}
