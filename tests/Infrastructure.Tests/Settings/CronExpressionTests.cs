using Datalake.Infrastructure.Settings;

namespace Datalake.Infrastructure.Tests.Settings;

public class CronExpressionTests
{
    [Theory]
    [InlineData("cron(10 * * * ? *)")]
    [InlineData("cron(0/15 * * * ? *)")]
    [InlineData("cron(5,35 8-18 ? * MON-FRI *)")]
    [InlineData("cron(0 0 L * ? *)")]
    [InlineData("cron(0 0 15W JAN,JUL ? 2026-2030)")]
    [InlineData("cron(0 10 ? * 6L *)")]
    [InlineData("cron(0 10 ? * mon#1 *)")]
    public void What_EventBridge_takes_is_valid(string text) => Assert.True(CronExpression.IsValid(text));

    [Theory]
    [InlineData("")]
    [InlineData("10 * * * ? *")]
    [InlineData("cron()")]
    [InlineData("cron(10 * * * *)")]
    [InlineData("cron(10 * * * * *)")]
    [InlineData("cron(10 * ? * ? *)")]
    [InlineData("cron(? * * * ? *)")]
    [InlineData("cron(60 * * * ? *)")]
    [InlineData("cron(0 24 * * ? *)")]
    [InlineData("cron(0 0 0 * ? *)")]
    [InlineData("cron(0 0 1 13 ? *)")]
    [InlineData("cron(0 0 ? * 8 *)")]
    [InlineData("cron(0 0 ? * MON#6 *)")]
    [InlineData("cron(0 0 1 * ? 1969)")]
    [InlineData("cron(30-10 * * * ? *)")]
    [InlineData("cron(*/0 * * * ? *)")]
    [InlineData("cron(-5 * * * ? *)")]
    [InlineData("cron(1,,2 * * * ? *)")]
    [InlineData("cron(L * * * ? *)")]
    public void What_EventBridge_refuses_is_not_valid(string text) => Assert.False(CronExpression.IsValid(text));
}
