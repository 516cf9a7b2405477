using System.Text;
using Datalake.Datasets;

namespace Datalake.Aws.Tests;

/// <summary>Small contracts.</summary>
internal static class Contracts
{
    public static string CartsJson(string name = "carts") => $$$"""
            {"name":"{{{name}}}","database":"{{{name}}}","raw":{"keys":"{{{name}}}/{id}.json","format":"json"},"identity":["id"],"changedAt":["at"],
         "columns":{"id":"string","at":"timestamp","total":"bigint"}}
        """;

    public static DatasetCatalog Catalog(params string[] names)
    {
        var result = DatasetCatalog.Create(names.Select(name => ($"{name}.json", Encoding.UTF8.GetBytes(CartsJson(name)))));
        Assert.Empty(result.Problems);
        return result.Catalog!;
    }

    public static DatasetContract Carts(string name = "carts") => Catalog(name).All[0];
}
