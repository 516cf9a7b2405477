namespace Datalake.Generator.Orders;

/// <summary>The generated shops.</summary>
internal static class Stores
{
    private static Store Lux { get; } = new()
    {
        Account = "luxstore",
        Title = "Lux Store",
        Country = "BRA",
        Currency = "BRL",
        Symbol = "R$",
        Locale = "pt-BR",
        Lcid = 1046,
        TimeZone = "E. South America Standard Time",
        OffsetMinutes = 0,
        DecimalComma = true,
        Carriers = ["PAC Correios", "Sedex", "All CEPs", "Transportadora São José"],
        FirstNames = ["João", "Maria", "Antônio", "Luíza", "Zé", "Conceição", "Caetano", "Ágata"],
        LastNames = ["Silva", "Araújo", "Gonçalves", "Brandão", "D'Ávila", "Sant'Anna", "Muñoz"],
        Towns =
        [
            new("São Paulo", "SP", "04538-132", "Avenida Brigadeiro Faria Lima", "Itaim Bibi", -46.6833218, -23.5838112),
            new("Rio de Janeiro", "RJ", "22630-011", "Avenida Lúcio Costa", "Barra da Tijuca", -43.3373718, -23.0105873),
            new("Goiânia", "GO", "74115-060", "Praça Tamandaré", "Setor Oeste", -49.2712742, -16.6838761),
        ],
    };

    private static Store Panaderia { get; } = new()
    {
        Account = "panaderia",
        Title = "La Panadería 🥐",
        Country = "ARG",
        Currency = "ARS",
        Symbol = "$",
        Locale = "es-AR",
        Lcid = 11274,
        TimeZone = "Argentina Standard Time",
        OffsetMinutes = -180,
        DecimalComma = true,
        Carriers = ["Correo Argentino", "Andreani"],
        FirstNames = ["José", "Martín", "Sofía", "Íñigo", "Belén"],
        LastNames = ["Núñez", "Peña", "Agüero", "Martínez", "O'Higgins"],
        Towns =
        [
            new("Buenos Aires", "B", "C1425", "Avenida Coronel Díaz", "Palermo", -58.4116203, -34.5875417),
            new("Córdoba", "X", "X5000", "Bulevar San Juan", "Güemes", -64.1887761, -31.4200833),
        ],
    };

    private static Store Nordwind { get; } = new()
    {
        Account = "nordwind",
        Title = "Bäckerei & Kontor Nordwind",
        Country = "DEU",
        Currency = "EUR",
        Symbol = "€",
        Locale = "de-DE",
        Lcid = 1031,
        TimeZone = "W. Europe Standard Time",
        OffsetMinutes = 60,
        DecimalComma = true,
        Carriers = ["DHL", "Hermes", "Fahrradkurier Grün"],
        FirstNames = ["Jürgen", "Käthe", "Søren", "Zoë", "Łukasz"],
        LastNames = ["Müller", "Groß", "Åkesson", "Wałęsa", "von der Heide"],
        Towns =
        [
            new("Köln", "NW", "50667", "Unter Sachsenhausen", "Altstadt", 6.9527921, 50.9412784),
            new("München", "BY", "80331", "Kaufingerstraße", "Altstadt", 11.5722543, 48.1379034),
        ],
    };

    private static Store Hanamise { get; } = new()
    {
        Account = "hanamise",
        Title = "花店",
        Country = "JPN",
        Currency = "JPY",
        Symbol = "¥",
        Locale = "ja-JP",
        Lcid = 1041,
        TimeZone = "Tokyo Standard Time",
        OffsetMinutes = 540,
        CurrencyDigits = 0,
        Carriers = ["ヤマト運輸", "佐川急便"],
        FirstNames = ["太郎", "花子", "さくら", "𠮷男"],
        LastNames = ["山田", "佐藤", "髙橋", "渡邉"],
        Towns =
        [
            new("東京都", "13", "100-0001", "千代田1-1", "千代田区", 139.7528414, 35.6851793),
            new("京都市", "26", "600-8001", "四条通", "下京区", 135.7681224, 35.0037218),
        ],
    };

    private static Store Corner { get; } = new()
    {
        Account = "cornershop",
        Title = "The \"Corner\" Shop",
        Country = "GBR",
        Currency = "GBP",
        Symbol = "£",
        Locale = "en-GB",
        Lcid = 2057,
        TimeZone = "GMT Standard Time",
        OffsetMinutes = 0,
        Carriers = ["Royal Mail", "Evri"],
        FirstNames = ["Siân", "Ciarán", "Amara", "Zoë 🌻", "Ng"],
        LastNames = ["O'Neill", "Brontë", "Okafor", "Smith-Jones"],
        Towns =
        [
            new("London", "LDN", "EC1A 1BB", "King Edward Street", "Smithfield", -0.0991753, 51.5174231),
            new("Llanfairpwll", "AGY", "LL61 5UJ", "Ffordd Caergybi", "Ynys Môn", -4.2077884, 53.2212341),
        ],
    };

    // Last, because static members are initialized in the order of their text.
    /// <summary>All shops; an account that stands twice has twice the orders.</summary>
    public static Store[] All { get; } = [Lux, Lux, Lux, Panaderia, Nordwind, Nordwind, Hanamise, Corner];
}
