using System.Text.Json;

namespace Datalake.Generator.Sections;

/// <summary>The attachments of an item: what the contract drops at any depth, in each of its spellings.</summary>
internal static class ItemAttachments
{
    private static readonly string[] Greetings = ["Feliz aniversário! 🎂\nBeijos", "Für Oma \"Käthe\"", "お誕生日おめでとう", "C:\\fotos\\gruß.jpg"];

    public static void Write(Utf8JsonWriter json, ref SeededRandom random)
    {
        json.WriteStartObject("itemAttachment"u8);
        json.WriteStartObject("content"u8);
        json.WriteEndObject();
        json.WriteNull("name"u8);
        json.WriteEndObject();

        json.WriteStartArray("attachments"u8);
        if (random.Chance(0.2)) WriteGreeting(json, ref random);
        json.WriteEndArray();

        json.WriteStartArray("attachmentOfferings"u8);
        if (random.Chance(0.3)) WriteOffering(json);
        json.WriteEndArray();
    }

    private static void WriteGreeting(Utf8JsonWriter json, ref SeededRandom random)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, "greeting"u8);
        json.WriteStartObject("content"u8);
        json.WriteString("text"u8, random.Pick(Greetings));
        json.WriteStartArray("pages"u8);
        json.WriteStartArray();
        json.WriteNumberValue(1);
        json.WriteNumberValue(2.5m);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteOffering(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, "store.subscription.weekly"u8);
        json.WriteBoolean("required"u8, value: false);
        json.WriteStartObject("schema"u8);
        json.WriteStartObject("store.subscription.key.frequency"u8);
        json.WriteNumber("MaximumNumberOfCharacters"u8, 7);
        json.WriteStartArray("Domain"u8);
        json.WriteStringValue("1 week"u8);
        json.WriteStringValue("2 week"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
