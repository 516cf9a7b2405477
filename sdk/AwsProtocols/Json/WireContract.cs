using System.Collections;
using System.Text.Json.Serialization.Metadata;
using Amazon;
using Amazon.Runtime;

namespace AwsProtocols.Json;

/// <summary>Where the JSON of AWS differs from that of the serializer.</summary>
internal static class WireContract
{
    internal static void Apply(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            // What the base classes hold is about the call and no part of the content.
            if (property.DeclaringType == typeof(AmazonWebServiceResponse) || property.DeclaringType == typeof(AmazonWebServiceRequest))
                type.Properties.RemoveAt(i);
            else if (typeof(ICollection).IsAssignableFrom(property.PropertyType))
                Collection(property);
        }
    }

    // With AWSConfigs.InitializeCollections an empty collection means that nothing was said; without it null means that.
    private static void Collection(JsonPropertyInfo property)
    {
        property.ShouldSerialize = static (_, value) =>
            value is ICollection { Count: var count } && (count > 0 || !AWSConfigs.InitializeCollections);
        if (property.Set is not { } set) return;
        property.Set = (owner, value) =>
        {
            if (value is not null) set(owner, value);
        };
    }
}
