using System.Text.Json;
using Datalake.Generator.Orders;
using Datalake.Generator.Writing;

namespace Datalake.Generator.Sections;

/// <summary>
/// <c>CustomData</c>: what a shop's own applications put into an order. One of them leaves the whole cart as text
/// (<c>cart-extra-context</c>), another puts attachments where nobody expects them; the contract drops both.
/// </summary>
internal static class CustomSection
{
    /// <summary>Bytes of the longest context a natural order has.</summary>
    public const int LongestContext = 4000;

    /// <summary>Bytes of context that this order has by itself; zero for most.</summary>
    public static int NaturalContext(OrderVersion version)
    {
        var random = version.Order.Random(OrderPart.Extras);
        return random.Chance(0.4) ? random.Between(400, LongestContext) : 0;
    }

    public static void Write(Utf8JsonWriter json, OrderVersion version, ReadOnlySpan<byte> context)
    {
        var random = version.Order.Random(OrderPart.Custom);
        json.WriteStartObject();
        json.WriteStartArray("customApps"u8);
        WriteIntegration(json, ref random);
        if (!context.IsEmpty) WriteCart(json, context);
        json.WriteEndArray();
        WriteCustomFields(json, version.Order);
        if (random.Chance(0.1)) WriteGifts(json, version.Order);
        json.WriteEndObject();
    }

    private static void WriteIntegration(Utf8JsonWriter json, ref SeededRandom random)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, "integration-marketplace-example"u8);
        json.WriteNumber("major"u8, 1);
        json.WriteStartObject("fields"u8);
        json.WriteString("marketplacePaymentCnpjAcquirers"u8, "11.222.333/0001-44"u8);
        json.WriteString("marketplacePaymentMethods"u8, "CreditCard"u8);
        json.WriteHexId("cartEtag"u8, ref random);
        json.WriteString("settings"u8, "{\"theme\":\"dark\",\"motto\":\"não é só café\"}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCart(Utf8JsonWriter json, ReadOnlySpan<byte> context)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, "cart-context"u8);
        json.WriteNumber("major"u8, 0);
        json.WriteStartObject("fields"u8);
        json.WriteString("channel"u8, "app"u8);
        json.WriteString("cart-extra-context"u8, context);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCustomFields(Utf8JsonWriter json, Order order)
    {
        json.WriteStartArray("customFields"u8);
        json.WriteStartObject();
        json.WriteStartObject("linkedEntity"u8);
        json.WriteString("type"u8, "cart"u8);
        json.WriteNull("id"u8);
        json.WriteEndObject();
        json.WriteStartArray("fields"u8);
        json.WriteStartObject();
        json.WriteString("name"u8, "Centro de Custo"u8);
        json.WriteString("value"u8, order.Town.Neighborhood);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteGifts(Utf8JsonWriter json, Order order)
    {
        json.WriteStartArray("giftAttachments"u8);
        json.WriteStartObject();
        json.WriteString("card"u8, "Parabéns, " + order.FirstName + "! 💐");
        json.WriteStartObject("nested"u8);
        json.WriteStartArray("ATTACHMENTS"u8);
        json.WriteNumberValue(1);
        json.WriteStringValue("}]"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
