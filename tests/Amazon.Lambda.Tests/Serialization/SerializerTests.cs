using System.Text;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.Tests.RuntimeSupport;

namespace Amazon.Lambda.Tests.Serialization;

public sealed class SerializerTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<LoopJson> Serializer = new();

    [Theory]
    [InlineData("""{"value":"a"}""")]
    [InlineData("""{"Value":"a"}""")]
    [InlineData("""{"VALUE":"a","other":1}""")]
    public void Names_are_read_in_any_case(string json)
    {
        Assert.Equal(new Text("a"), Serializer.Deserialize<Text>(new MemoryStream(Encoding.UTF8.GetBytes(json))));
    }

    [Fact]
    public void Nulls_are_left_out_and_text_is_not_escaped_more_than_it_must_be()
    {
        using var stream = new MemoryStream();

        Serializer.Serialize(new Text("é < \"ü\""), stream);

        Assert.Equal("""{"Value":"é < \"ü\""}""", Encoding.UTF8.GetString(stream.ToArray()));
        Assert.True(stream.CanWrite);
    }

    [Fact]
    public void A_stream_is_read_from_where_it_stands_whatever_kind_it_is()
    {
        var bytes = "xx{\"Value\":\"a\"}"u8.ToArray();
        var exposed = new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true) { Position = 2 };
        var hidden = new MemoryStream(bytes) { Position = 2 };
        var window = new MemoryStream(bytes, 2, bytes.Length - 2, writable: false, publiclyVisible: true);

        Assert.Equal(new Text("a"), Serializer.Deserialize<Text>(exposed));
        Assert.Equal(new Text("a"), Serializer.Deserialize<Text>(hidden));
        Assert.Equal(new Text("a"), Serializer.Deserialize<Text>(window));
        Assert.Equal(new Text("a"), Serializer.Deserialize<Text>(new ForwardStream(bytes, start: 2)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"Value":1}""")]
    public void What_is_not_the_event_is_an_error(string json)
    {
        Assert.Throws<JsonSerializerException>(() => Serializer.Deserialize<Text>(new MemoryStream(Encoding.UTF8.GetBytes(json))));
    }

    [Fact]
    public void A_type_that_the_context_does_not_have_is_an_error_that_says_what_to_add()
    {
        var read = Assert.Throws<JsonSerializerException>(() => Serializer.Deserialize<Version>(new MemoryStream("{}"u8.ToArray())));
        var write = Assert.Throws<JsonSerializerException>(() => Serializer.Serialize(new Version(1, 0), new MemoryStream()));

        Assert.Equal(
            $"{typeof(LoopJson).FullName} does not have System.Version. Add [JsonSerializable(typeof(Version))] to it.", read.Message);
        Assert.Equal(read.Message, write.Message);
    }
}
