using System.Text.Json;
using Datalake.Generator.Orders;
using Datalake.Generator.Writing;

namespace Datalake.Generator.Sections;

/// <summary>What the customer is, wants and says.</summary>
internal static class ClientSections
{
    private static readonly string[] Notes =
    ["Sem glúten, por favor 🙏", "Klingel defekt.\nBitte anrufen!", "\"Frágil\" / não dobrar", "置き配希望"];

    /// <summary><c>ClientProfileData</c>.</summary>
    public static bool WriteProfile(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        var order = version.Order;
        var random = order.Random(OrderPart.Client);
        var corporate = random.Chance(0.08);
        json.WriteStartObject();
        json.WriteString("id"u8, "clientProfileData"u8);
        json.WriteString("email"u8, $"customer.{order.Sequence}@example.com");
        json.WriteString("firstName"u8, order.FirstName);
        json.WriteString("lastName"u8, order.LastName);
        json.WriteString("documentType"u8, "cpf"u8);
        json.WriteDigits("document"u8, 11, ref random);
        if (!slim) WriteOther(json, order, corporate, ref random);
        json.WriteEndObject();
        return true;
    }

    /// <summary><c>ClientPreferencesData</c>.</summary>
    public static bool WritePreferences(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        json.WriteStartObject();
        json.WriteString("locale"u8, version.Order.Store.Locale);
        json.WriteBoolean("optinNewsLetter"u8, version.Order.Random(OrderPart.Marketing).Chance(0.4));
        json.WriteEndObject();
        return true;
    }

    /// <summary><c>OpenTextField</c>: the customer's note.</summary>
    public static bool WriteNote(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        var random = version.Order.Random(OrderPart.Custom);
        if (!random.Chance(0.1)) return false;

        json.WriteStartObject();
        json.WriteString("value"u8, random.Pick(Notes));
        json.WriteEndObject();
        return true;
    }

    private static void WriteOther(Utf8JsonWriter json, Order order, bool corporate, ref SeededRandom random)
    {
        json.WriteDigits("phone"u8, 12, ref random);
        WriteOrNull(json, "corporateName"u8, corporate, $"{order.LastName} & Söhne");
        WriteOrNull(json, "tradeName"u8, corporate, order.LastName);
        WriteOrNull(json, "corporateDocument"u8, corporate, "11.222.333/0001-44");
        json.WriteNull("stateInscription"u8);
        json.WriteNull("corporatePhone"u8);
        json.WriteBoolean("isCorporate"u8, corporate);
        json.WriteUuid("userProfileId"u8, ref random);
        json.WriteNull("userProfileVersion"u8);
        json.WriteNull("customerClass"u8);
        json.WriteUuid("customerCode"u8, ref random);
    }

    private static void WriteOrNull(Utf8JsonWriter json, ReadOnlySpan<byte> name, bool present, string value)
    {
        if (present)
            json.WriteString(name, value);
        else
            json.WriteNull(name);
    }
}
