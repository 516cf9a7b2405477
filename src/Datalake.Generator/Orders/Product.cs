namespace Datalake.Generator.Orders;

/// <summary>Something a shop sells.</summary>
/// <param name="Id">The product's number; its stock-keeping unit has the same number times ten.</param>
/// <param name="Name">The name customers see.</param>
/// <param name="Brand">The brand's name.</param>
/// <param name="Category">Where it stands in the catalog.</param>
/// <param name="Price">Cents.</param>
/// <param name="Grams">Weight.</param>
internal sealed record Product(int Id, string Name, string Brand, Category Category, int Price, int Grams)
{
    public string IdText { get; } = FormattableString.Invariant($"{Id}");

    public string Sku { get; } = FormattableString.Invariant($"{Id * 10}");

    public string Ean { get; } = FormattableString.Invariant($"789{Id * 7_919:D10}");

    public string RefId { get; } = FormattableString.Invariant($"REF-{Id:X4}");

    public string BrandId { get; } = FormattableString.Invariant($"{2_000_000 + Id % 17}");

    public string ImageUrl { get; } =
        FormattableString.Invariant($"https://images.example.com/arquivos/ids/{155_000 + Id}-55-55/p{Id}.jpg?v={637_000_000_000 + Id}");

    public string DetailUrl { get; } = FormattableString.Invariant($"/product-{Id}/p");
}

/// <summary>A department and a shelf in it.</summary>
internal sealed record Category(int DepartmentId, string Department, int Id, string Name)
{
    public string DepartmentIdText { get; } = FormattableString.Invariant($"{DepartmentId}");

    public string IdText { get; } = FormattableString.Invariant($"{Id}");

    public string Path { get; } = FormattableString.Invariant($"/{DepartmentId}/{Id}/");
}
