namespace Datalake.Generator.Orders;

/// <summary>What the generated shops sell. The names hold what real ones do: accents, other scripts, emoji, quotes, back-slashes.</summary>
internal static class Catalog
{
    private static readonly Category Coffee = new(1, "Food", 12, "Coffee & Tea");
    private static readonly Category Bakery = new(1, "Food", 13, "Pães e Doces");
    private static readonly Category Pantry = new(1, "Food", 14, "Pantry");
    private static readonly Category Audio = new(2, "Electronics", 21, "Audio");
    private static readonly Category Screens = new(2, "Electronics", 22, "Screens");
    private static readonly Category Shirts = new(3, "Fashion", 31, "Camisetas");
    private static readonly Category Shoes = new(3, "Fashion", 32, "Shoes");
    private static readonly Category Garden = new(4, "Haus & Garten", 41, "Garten");
    private static readonly Category Kitchen = new(4, "Haus & Garten", 42, "Küche");
    private static readonly Category Books = new(5, "Media", 51, "本 / Books");
    private static readonly Category Toys = new(6, "Kids", 61, "Toys");
    private static readonly Category Pets = new(7, "Pets", 71, "Cats");

    /// <summary>All products.</summary>
    public static Product[] Products { get; } =
    [
        new(101, "Café torrado em grãos 1 kg", "Serra Azul", Coffee, 6990, 1000),
        new(102, "抹茶 (matcha) 80 g", "宇治園", Coffee, 4250, 95),
        new(103, "Kaffee ☕ gemahlen", "Bremer Rösterei", Coffee, 1399, 500),
        new(104, "Yerba mate suave", "Río Uruguay", Coffee, 1890, 1000),
        new(111, "Pão de queijo congelado", "Minas", Bakery, 2290, 1000),
        new(112, "Panettone 🎄 com frutas", "Nonna Pia", Bakery, 5990, 750),
        new(113, "Crème brûlée, set of 4", "Maison Lefèvre", Bakery, 3490, 480),
        new(121, "Azeite extra virgem 500 ml", "Herdade d'Além", Pantry, 4590, 920),
        new(122, "Arroz integral", "Campo Bom", Pantry, 890, 1000),
        new(123, "醤油 1.8 L", "Kikko", Pantry, 1980, 2100),
        new(201, "Headphones \"Studio One\" 🎧", "Aria", Audio, 49900, 320),
        new(202, "Portable speaker", "Aria", Audio, 19900, 640),
        new(203, "Microphone USB\\XLR", "Vox", Audio, 35900, 410),
        new(211, "Monitor 27\" 4K", "Lumen", Screens, 189900, 6400),
        new(212, "Télévision 55 pouces", "Lumen", Screens, 329900, 15800),
        new(301, "Camiseta básica algodão", "Tecelã", Shirts, 3990, 180),
        new(302, "Camiseta manga larga Ñandú", "Pampa", Shirts, 5490, 230),
        new(303, "Überziehhemd", "Nordwind", Shirts, 6990, 260),
        new(311, "Tênis de corrida", "Passo", Shoes, 29900, 610),
        new(312, "Wanderschuhe", "Nordwind", Shoes, 15900, 1240),
        new(401, "Gießkanne 10 l", "Grün & Söhne", Garden, 2499, 850),
        new(402, "Tesoura de poda", "Jardim", Garden, 7990, 290),
        new(403, "Solar light <outdoor> & path", "Helio", Garden, 1299, 140),
        new(411, "Faca do chef 8\"", "Aço Forte", Kitchen, 15990, 260),
        new(412, "Moka pot 6 cups", "Nonna Pia", Kitchen, 12900, 680),
        new(413, "Tasse 'Guten Morgen'", "Porzellan König", Kitchen, 990, 330),
        new(501, "吾輩は猫である", "新潮社", Books, 880, 240),
        new(502, "Dom Casmurro (edição crítica)", "Ateliê", Books, 5490, 420),
        new(503, "C# \\ .NET: a field guide", "Tekst", Books, 8900, 980),
        new(601, "Bloques de madera 🧩", "Juguetón", Toys, 4490, 1500),
        new(602, "Bay Max L", "Lux Brand", Toys, 990, 400),
        new(603, "Żółw pluszowy", "Miś", Toys, 2790, 210),
        new(701, "Cat food 🐈 salmon", "Gato & Cia", Pets, 2690, 3000),
        new(702, "Areia sanitária 4 kg", "Gato & Cia", Pets, 1990, 4000),
        new(703, "Kratzbaum „Everest“", "Miau", Pets, 8900, 9200),
    ];
}
