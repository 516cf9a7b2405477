namespace Datalake.Embedded.Tests.Checking;

/// <summary>Contracts of small datasets.</summary>
internal static class Contracts
{
    public const string Orders = """
        {
          "name": "orders",
          "database": "shop",
          "raw": { "keys": "orders/{id*}", "format": "json" },
          "identity": ["OrderId"],
          "changedAt": ["LastChange", "CreationDate"],
          "columns": {
            "OrderId": "string",
            "Value": "bigint",
            "Status": "string",
            "LastChange": "timestamp",
            "CreationDate": "timestamp",
            "Items": "array<struct<id:string,quantity:bigint>>"
          }
        }
        """;

    public const string Prices = """
        {
          "name": "prices",
          "database": "shop",
          "raw": { "keys": "prices/{id*}", "format": "csv" },
          "identity": ["sku"],
          "changedAt": ["changed"],
          "columns": { "sku": "string", "price": "decimal(10,2)", "changed": "timestamp" }
        }
        """;

    public static string Order(string id, string change, long value = 1, string more = "") =>
        $$"""{"OrderId":"{{id}}","Value":{{value}},"LastChange":"{{change}}"{{more}}}""";
}
