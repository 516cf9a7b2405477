using System.Text.Json;
using Datalake.Generator.Orders;
using Datalake.Generator.Writing;

namespace Datalake.Generator.Sections;

/// <summary>What an item is made of and what is sold along with it; empty for most.</summary>
internal static class ItemExtras
{
    public static void Write(Utf8JsonWriter json, ref SeededRandom random)
    {
        json.WriteStartArray("components"u8);
        if (random.Chance(0.05)) WriteComponent(json, ref random);
        json.WriteEndArray();

        json.WriteStartArray("bundleItems"u8);
        if (random.Chance(0.1)) WriteGiftWrap(json);
        json.WriteEndArray();

        json.WriteStartArray("params"u8);
        json.WriteEndArray();

        json.WriteStartArray("offerings"u8);
        if (random.Chance(0.15)) WriteWarranty(json);
        json.WriteEndArray();

        json.WriteStartArray("assemblies"u8);
        if (random.Chance(0.05)) WriteAssembly(json);
        json.WriteEndArray();
    }

    private static void WriteComponent(Utf8JsonWriter json, ref SeededRandom random)
    {
        var product = random.Pick(Catalog.Products);
        json.WriteStartObject();
        json.WriteHexId("uniqueId"u8, ref random);
        json.WriteString("id"u8, product.Sku);
        json.WriteString("productId"u8, product.IdText);
        json.WriteNumber("quantity"u8, 1);
        json.WriteString("name"u8, product.Name);
        json.WriteNumber("price"u8, product.Price);
        json.WriteStartArray("priceTags"u8);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGiftWrap(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "gift-wrap"u8);
        json.WriteNumber("id"u8, 12);
        json.WriteString("name"u8, "Embalagem para presente 🎁");
        json.WriteNumber("price"u8, 199);
        json.WriteNumber("quantity"u8, 1);
        json.WriteEndObject();
    }

    private static void WriteWarranty(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "Warranty"u8);
        json.WriteString("id"u8, "5"u8);
        json.WriteString("name"u8, "Garantía extendida, 1 año");
        json.WriteNumber("price"u8, 1_000);
        json.WriteEndObject();
    }

    private static void WriteAssembly(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, "store.subscription.weekly"u8);
        json.WriteStartObject("inputValues"u8);
        json.WriteString("store.subscription.key.frequency"u8, "1 week"u8);
        json.WriteNumber("store.subscription.key.purchaseday"u8, 15);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
