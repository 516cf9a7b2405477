using System.Text.Json;
using Datalake.Generator.Orders;
using Datalake.Generator.Writing;

namespace Datalake.Generator.Sections;

/// <summary>An address, as it stands in several places of an order.</summary>
internal static class AddressFields
{
    public static void Write(Utf8JsonWriter json, Order order, string addressType)
    {
        var random = order.Random(OrderPart.Client);
        var town = order.Town;
        json.WriteString("addressType"u8, addressType);
        json.WriteString("receiverName"u8, $"{order.FirstName} {order.LastName}");
        json.WriteDigits("addressId"u8, 13, ref random);
        json.WriteUuid("versionId"u8, ref random);
        json.WriteUuid("entityId"u8, ref random);
        json.WriteString("postalCode"u8, town.PostalCode);
        json.WriteString("city"u8, town.City);
        json.WriteString("state"u8, town.State);
        json.WriteString("country"u8, order.Store.Country);
        json.WriteString("street"u8, town.Street);
        json.WriteDigits("number"u8, random.Between(1, 4), ref random);
        json.WriteString("neighborhood"u8, town.Neighborhood);
        if (random.Chance(0.5))
            json.WriteString("complement"u8, random.Chance(0.5) ? "Apto 12 \"fundos\"" : "3. Stock / Hinterhaus");
        else
            json.WriteNull("complement"u8);

        json.WriteNull("reference"u8);
        json.WriteGeoCoordinates(town.Longitude + random.Below(10_000) * 1e-6, town.Latitude + random.Below(10_000) * 1e-6);
    }
}
