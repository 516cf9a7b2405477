using System.Text.Json;
using Datalake.Generator.Orders;

namespace Datalake.Generator.Sections;

/// <summary><c>Totals</c>: what the value of an order consists of, in cents.</summary>
internal static class TotalsSection
{
    public static bool Write(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        var order = version.Order;
        json.WriteStartArray();
        Total(json, "Items"u8, "Total dos Itens"u8, order.ItemsTotal);
        Total(json, "Discounts"u8, "Total dos Descontos"u8, -order.DiscountTotal);
        Total(json, "Shipping"u8, "Total do Frete"u8, order.ShippingTotal);
        if (!slim) Total(json, "Tax"u8, "Total da Taxa"u8, 0);
        json.WriteEndArray();
        return true;
    }

    private static void Total(Utf8JsonWriter json, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, long value)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("name"u8, name);
        json.WriteNumber("value"u8, value);
        json.WriteEndObject();
    }
}
