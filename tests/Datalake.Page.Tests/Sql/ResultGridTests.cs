using Bunit;
using Datalake.Page.Queries;

namespace Datalake.Page.Tests.Sql;

public sealed class ResultGridTests : BunitContext
{
    [Fact]
    public void NULL_is_shown_as_such_and_is_no_text()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var grid = Render<ResultGrid>(parameters => parameters
            .Add(each => each.Result, new QueryResult(["a", "b"], [[null, "NULL"], [1L, ""]], false, TimeSpan.Zero))
            .Add(each => each.Label, "Result"));

        Assert.Equal("NULL", grid.FindAll("td .null").Single().TextContent);
        Assert.Equal("number", grid.FindAll("thead th")[1].ClassName);
    }
}
