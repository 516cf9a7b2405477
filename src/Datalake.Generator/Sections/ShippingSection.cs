using System.Text.Json;
using Datalake.Generator.Orders;
using Datalake.Generator.Writing;

namespace Datalake.Generator.Sections;

/// <summary><c>ShippingData</c>: where the items go and who brings them.</summary>
internal static class ShippingSection
{
    public static bool Write(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        var order = version.Order;
        var random = order.Random(OrderPart.Shipping);
        json.WriteStartObject();
        json.WriteString("id"u8, "shippingData"u8);
        json.WriteStartObject("address"u8);
        AddressFields.Write(json, order, "residential");
        if (random.Chance(0.05)) WriteDoorPhoto(json);
        json.WriteEndObject();
        if (!slim)
        {
            json.WriteStartArray("logisticsInfo"u8);
            for (var i = 0; i < order.Lines.Length; i++) LogisticsInfo.Write(json, version, i, ref random);
            json.WriteEndArray();
            WriteTrackingHints(json, version, ref random);
            json.WriteStartArray("selectedAddresses"u8);
            json.WriteStartObject();
            AddressFields.Write(json, order, "residential");
            json.WriteEndObject();
            json.WriteEndArray();
            WriteContacts(json, order, ref random);
        }

        json.WriteEndObject();
        return true;
    }

    private static void WriteDoorPhoto(Utf8JsonWriter json)
    {
        json.WriteStartArray("doorPhotoAttachment"u8);
        json.WriteStartArray();
        json.WriteStringValue("https://images.example.com/doors/1.jpg"u8);
        json.WriteEndArray();
        json.WriteEndArray();
    }

    private static void WriteTrackingHints(Utf8JsonWriter json, OrderVersion version, ref SeededRandom random)
    {
        if (version.Status != Status.Invoiced)
        {
            json.WriteNull("trackingHints"u8);
            return;
        }

        json.WriteStartArray("trackingHints"u8);
        json.WriteStartObject();
        json.WriteDigits("trackingId"u8, 12, ref random);
        json.WriteString("courierName"u8, version.Order.Store.Carriers[0]);
        json.WriteString("trackingUrl"u8, "https://tracking.example.com/" + version.Order.Id);
        json.WriteString("trackingLabel"u8, "Label"u8);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteContacts(Utf8JsonWriter json, Order order, ref SeededRandom random)
    {
        json.WriteStartArray("contactInformation"u8);
        if (random.Chance(0.2))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, "0"u8);
            json.WriteString("email"u8, "contact@example.com"u8);
            json.WriteString("firstName"u8, order.FirstName);
            json.WriteString("lastName"u8, order.LastName);
            json.WriteDigits("phone"u8, 12, ref random);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
