using Datalake.Aws.Logging;

namespace Datalake.Aws.Tests.Logging;

public class FunctionLogTests
{
    [Fact]
    public void A_line_is_one_JSON_object_with_time_level_message_context_and_fields()
    {
        using var output = new StringWriter();
        new FunctionLog(output, LogLevel.Info, new FixedTime(), ("function", "StructCheckoutData"), ("requestId", "r1"))
            .Warn("A \"quoted\"\nmessage.", ("key", "café"), ("bytes", 7L), ("none", null), ("flag", true), ("list", new[] { "a", "b" }));
        var line = output.ToString();
        Assert.Equal('\n', line[^1]);
        Assert.DoesNotContain('\n', line[..^1]);
        Assert.Equal(
            """{"time":"2026-11-20T09:30:00Z","level":"warn","message":"A \"quoted\"\nmessage.","function":"StructCheckoutData","requestId":"r1","key":"café","bytes":7,"none":null,"flag":true,"list":["a","b"]}""",
            line.TrimEnd());
    }

    [Fact]
    public void What_is_below_the_level_is_not_written()
    {
        using var output = new StringWriter();
        var log = new FunctionLog(output, LogLevel.Warn, new FixedTime());
        log.Debug("a");
        log.Info("b");
        log.Error("c");
        Assert.Contains("\"c\"", output.ToString(), StringComparison.Ordinal);
        Assert.Single(output.ToString().TrimEnd().Split('\n'));
    }
}
