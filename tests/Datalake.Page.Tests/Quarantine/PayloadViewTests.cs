using System.Text;
using Bunit;
using Datalake.Page.Common;
using Datalake.Page.Quarantine;

namespace Datalake.Page.Tests.Quarantine;

public sealed class PayloadViewTests : BunitContext
{
    [Fact]
    public void A_record_is_shown_as_text_and_never_as_markup()
    {
        var view = Render("{\"a\": <script>alert(1)</script>}", 6);

        Assert.Equal("<", view.Find("mark").TextContent);
        Assert.Equal("{\"a\": <script>alert(1)</script>}", view.Find("pre").TextContent);
        Assert.Empty(view.FindAll("script"));
    }

    [Fact]
    public void Bytes_that_are_not_text_have_the_faulty_one_marked()
    {
        var view = Render<PayloadView>(parameters => parameters.Add(one => one.Bytes, new byte[] { 0x41, 0xFF, 0x42 }).Add(one => one.Position, 1));

        Assert.Equal("ff", view.Find("mark").TextContent);
        Assert.Equal("A.B", view.Find(".hex-text").TextContent);
    }

    [Fact]
    public void A_question_stands_before_what_cannot_be_taken_back()
    {
        var times = 0;
        var asked = Render<Asked>(parameters => parameters
            .Add(one => one.Text, "Discard …").Add(one => one.Question, "Discard it?").Add(one => one.Yes, "Discard").Add(one => one.OnYes, () => times++));

        asked.Find("button").Click();
        Assert.Equal(0, times);
        asked.FindAll("button")[1].Click();
        Assert.Equal((0, "Discard …"), (times, asked.Find("button").TextContent));
        asked.Find("button").Click();
        asked.FindAll("button")[0].Click();
        Assert.Equal((1, "Discard …"), (times, asked.Find("button").TextContent));
    }

    private IRenderedComponent<PayloadView> Render(string text, long position) => Render<PayloadView>(
        parameters => parameters.Add(one => one.Bytes, Encoding.UTF8.GetBytes(text)).Add(one => one.Position, position));
}
