using Datalake.Cli.Commands;
using Datalake.Cli.Output;
using Microsoft.Extensions.Time.Testing;

namespace Datalake.Cli.Tests.Output;

public sealed class ProgressLineTests
{
    [Fact]
    public async Task Work_that_takes_longer_than_a_second_reports_a_line_where_the_errors_are_piped()
    {
        var time = new FakeTimeProvider();
        using var error = new StringWriter { NewLine = "\n" };
        using var io = new CommandIo { Out = TextWriter.Null, Error = error, In = TextReader.Null, Time = time };
        using var reported = new SemaphoreSlim(0);
        var work = new TaskCompletionSource<int>();
        var showing = ProgressLine.ShowAsync(io, Line, () => work.Task);

        time.Advance(TimeSpan.FromSeconds(1));
        await reported.WaitAsync(Test.Token);
        work.SetResult(5);

        Assert.Equal(5, await showing);
        Assert.Equal("at work\n", error.ToString());

        string Line()
        {
            reported.Release();
            return "at work";
        }
    }

    [Fact]
    public async Task Work_that_ends_within_a_second_reports_nothing()
    {
        using var error = new StringWriter();
        using var io = new CommandIo { Out = TextWriter.Null, Error = error, In = TextReader.Null, Time = new FakeTimeProvider() };

        Assert.Equal(5, await ProgressLine.ShowAsync(io, () => "at work", () => Task.FromResult(5)));

        Assert.Empty(error.ToString());
    }
}
