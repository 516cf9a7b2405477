using System.Text.Json;
using Datalake.Generator.Orders;
using Datalake.Generator.Writing;

namespace Datalake.Generator.Sections;

/// <summary>How one item is delivered.</summary>
internal static class LogisticsInfo
{
    public static void Write(Utf8JsonWriter json, OrderVersion version, int index, ref SeededRandom random)
    {
        var order = version.Order;
        var shipping = order.Lines[index].Shipping;
        var carrier = random.Pick(order.Store.Carriers);
        json.WriteStartObject();
        json.WriteNumber("itemIndex"u8, index);
        json.WriteString("selectedSla"u8, "Normal"u8);
        json.WriteString("lockTTL"u8, "10d"u8);
        json.WriteNumber("price"u8, shipping);
        json.WriteNumber("listPrice"u8, shipping);
        json.WriteNumber("sellingPrice"u8, shipping);
        WriteWindow(json, order, shipping, ref random);
        json.WriteString("deliveryCompany"u8, carrier);
        json.WriteString("shippingEstimate"u8, "4bd"u8);
        json.WriteMoment("shippingEstimateDate"u8, order.Created + 6 * TimeSpan.TicksPerDay);
        json.WriteStartArray("slas"u8);
        WriteSla(json, order, "Normal"u8, shipping, pickup: false, ref random);
        if (random.Chance(0.3)) WriteSla(json, order, "Retirada"u8, 0, pickup: true, ref random);
        json.WriteEndArray();
        json.WriteStartArray("shipsTo"u8);
        json.WriteStringValue(order.Store.Country);
        json.WriteEndArray();
        WriteDelivery(json, order.Lines[index], carrier);
        json.WriteStartArray("deliveryChannels"u8);
        json.WriteStartObject();
        json.WriteString("id"u8, "delivery"u8);
        json.WriteNumber("stockBalance"u8, 0);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("deliveryChannel"u8, "delivery"u8);
        WriteStore(json, order, pickup: false);
        json.WriteNull("versionId"u8);
        json.WriteNull("entityId"u8);
        json.WriteString("polygonName"u8, ""u8);
        json.WriteNull("pickupPointId"u8);
        json.WriteString("transitTime"u8, "3d"u8);
        json.WriteEndObject();
    }

    private static void WriteWindow(Utf8JsonWriter json, Order order, int price, ref SeededRandom random)
    {
        if (!random.Chance(0.1))
        {
            json.WriteNull("deliveryWindow"u8);
            return;
        }

        json.WriteStartObject("deliveryWindow"u8);
        json.WriteMoment("startDateUtc"u8, order.Created + 4 * TimeSpan.TicksPerDay);
        json.WriteMoment("endDateUtc"u8, order.Created + 4 * TimeSpan.TicksPerDay + 2 * TimeSpan.TicksPerHour);
        json.WriteNumber("price"u8, price);
        json.WriteNumber("lisPrice"u8, price);
        json.WriteNumber("tax"u8, 0);
        json.WriteEndObject();
    }

    private static void WriteSla(Utf8JsonWriter json, Order order, ReadOnlySpan<byte> name, int price, bool pickup, ref SeededRandom random)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, name);
        json.WriteString("name"u8, name);
        json.WriteString("shippingEstimate"u8, "4bd"u8);
        json.WriteNull("deliveryWindow"u8);
        json.WriteNumber("price"u8, price);
        json.WriteString("deliveryChannel"u8, pickup ? "pickup-in-point"u8 : "delivery"u8);
        WriteStore(json, order, pickup);
        json.WriteString("polygonName"u8, ""u8);
        json.WriteString("lockTTL"u8, "10d"u8);
        json.WriteString("pickupPointId"u8, pickup ? "1_point"u8 : ""u8);
        json.WriteString("transitTime"u8, "3d"u8);
        json.WriteNumber("pickupDistance"u8, pickup ? random.Below(40_000) / 977.0 : 0.0);
        json.WriteEndObject();
    }

    private static void WriteStore(Utf8JsonWriter json, Order order, bool pickup)
    {
        json.WriteStartObject("pickupStoreInfo"u8);
        json.WriteNull("additionalInfo"u8);
        if (pickup)
        {
            json.WriteStartObject("address"u8);
            AddressFields.Write(json, order, "pickup");
            json.WriteEndObject();
            json.WriteString("friendlyName"u8, order.Store.Title);
        }
        else
        {
            json.WriteNull("address"u8);
            json.WriteNull("friendlyName"u8);
        }

        json.WriteNull("dockId"u8);
        json.WriteBoolean("isPickupStore"u8, pickup);
        json.WriteEndObject();
    }

    private static void WriteDelivery(Utf8JsonWriter json, OrderLine line, string carrier)
    {
        json.WriteStartArray("deliveryIds"u8);
        json.WriteStartObject();
        json.WriteString("courierId"u8, "136769c"u8);
        json.WriteString("courierName"u8, carrier);
        json.WriteString("dockId"u8, "dock_1f95"u8);
        json.WriteNumber("quantity"u8, line.Quantity);
        json.WriteString("warehouseId"u8, "warehouse_68d7"u8);
        json.WriteString("accountCarrierName"u8, carrier);
        json.WriteStartArray("kitItemDetails"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
