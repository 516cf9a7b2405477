using System.Text.Json;
using Datalake.Generator.Orders;
using Datalake.Generator.Writing;

namespace Datalake.Generator.Sections;

/// <summary>What brought the customer and what it earned them.</summary>
internal static class PromotionSections
{
    private static readonly string[] Sources = ["fb", "google", "newsletter", "influencer ✨"];
    private static readonly string[] Campaigns = ["natal", "black-friday", "été", "春セール"];

    /// <summary><c>RatesAndBenefitsData</c>, with the parameters and information that the contract drops.</summary>
    public static bool WriteRates(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        var random = version.Order.Random(OrderPart.Promotions);
        json.WriteStartObject();
        json.WriteString("id"u8, "ratesAndBenefitsData"u8);
        json.WriteStartArray("rateAndBenefitsIdentifiers"u8);
        for (var i = random.Between(0, 2); i > 0; i--)
        {
            json.WriteStartObject();
            json.WriteUuid("id"u8, ref random);
            json.WriteString("name"u8, "Frete grátis acima de R$ 100"u8);
            json.WriteBoolean("featured"u8, random.Chance(0.5));
            json.WriteString("description"u8, "Promotion of the \"week\""u8);
            json.WriteStartObject("matchedParameters"u8);
            json.WriteString("Free Shipping"u8, "100"u8);
            json.WriteString("slaIds@Shipping"u8, "Normal,Expressa"u8);
            json.WriteEndObject();
            json.WriteStartObject("additionalInfo"u8);
            json.WriteNumber("Free shipping"u8, 100.00m);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }

    /// <summary><c>MarketingData</c>.</summary>
    public static bool WriteMarketing(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        var random = version.Order.Random(OrderPart.Marketing);
        if (!random.Chance(0.6)) return false;

        json.WriteStartObject();
        json.WriteString("id"u8, "marketingData"u8);
        json.WriteString("utmSource"u8, random.Pick(Sources));
        json.WriteNull("utmPartner"u8);
        json.WriteString("utmMedium"u8, "cpc"u8);
        json.WriteString("utmCampaign"u8, random.Pick(Campaigns));
        json.WriteNull("coupon"u8);
        json.WriteString("utmiCampaign"u8, " "u8);
        json.WriteString("utmipage"u8, " "u8);
        json.WriteString("utmiPart"u8, " "u8);
        json.WriteStartArray("marketingTags"u8);
        json.WriteStringValue("store-subscription"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }

    /// <summary><c>GiftRegistryData</c>.</summary>
    public static bool WriteGiftRegistry(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        var random = version.Order.Random(OrderPart.Promotions);
        if (!random.Chance(0.02)) return false;

        json.WriteStartObject();
        json.WriteDigits("giftRegistryId"u8, 3, ref random);
        json.WriteString("giftRegistryType"u8, "9"u8);
        json.WriteString("giftRegistryTypeName"u8, "Wedding list"u8);
        json.WriteDigits("addressId"u8, 13, ref random);
        json.WriteString("description"u8, version.Order.FirstName + " & " + version.Order.LastName);
        json.WriteEndObject();
        return true;
    }
}
