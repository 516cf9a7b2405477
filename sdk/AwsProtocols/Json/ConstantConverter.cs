using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace AwsProtocols.Json;

/// <summary>An enumeration of the SDK is a class of named strings; one that this version does not know stays what it is.</summary>
internal sealed class ConstantConverter<[DynamicallyAccessedMembers(Constant.Needs)] T> : JsonConverter<T>
    where T : ConstantClass
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Constant.Find<T>(reader.GetString());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

// Only a constant may look one up.
internal sealed class Constant : ConstantClass
{
    internal const DynamicallyAccessedMemberTypes Needs =
        DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicConstructors;

    private Constant(string value)
        : base(value)
    {
    }

    internal static T Find<[DynamicallyAccessedMembers(Needs)] T>(string value)
        where T : ConstantClass => FindValue<T>(value);
}
