using System.Text;
using Datalake.Documents;

namespace Datalake.Tests.Datasets;

public sealed class DatasetCatalogTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("datalake-datasets-");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public void A_directory_of_datasets_is_a_catalog()
    {
        Write("orders", Named("orders", "orders/{id}"));
        Write("carts", Named("carts", "carts/{path*}.json"));
        directory.CreateSubdirectory("drafts");
        var catalog = DatasetCatalog.Load(directory.FullName).Require();
        Assert.Equal(["carts", "orders"], catalog.All.Select(contract => contract.Name));
        Assert.Equal("orders", catalog.Find("orders")?.Name);
        Assert.Null(catalog.Find("Orders"));
        Assert.Equal("carts", catalog.Claim("carts/2026/1.json")?.Name);
        Assert.Equal("orders", catalog.Claim("orders/1")?.Name);
        Assert.Null(catalog.Claim("orders/1/2"));
    }

    [Fact]
    public void The_datasets_of_this_repository_are_a_catalog()
    {
        var result = DatasetCatalog.Load(Path.Combine(AppContext.BaseDirectory, "datasets"));
        Assert.Empty(result.Problems);
        Assert.Equal("checkout", result.Require().Claim("7_CheckoutOrder/v1000-01/id/9F2C")?.Name);
    }

    [Fact]
    public void A_missing_or_empty_directory_is_a_problem()
    {
        Assert.Equal(ContractRules.CatalogEmpty, Assert.Single(DatasetCatalog.Load(directory.FullName).Problems).Rule);
        var missing = Path.Combine(directory.FullName, "missing");
        var problem = Assert.Single(DatasetCatalog.Load(missing).Problems);
        Assert.Equal((missing, ContractRules.CatalogEmpty), (problem.Source, problem.Rule));
    }

    [Fact]
    public void The_problems_of_all_contracts_are_reported_with_their_files()
    {
        Write("orders", Sample.With("""{"identity":[]}"""));
        Write("carts", "{");
        var result = DatasetCatalog.Load(directory.FullName);
        Assert.Null(result.Catalog);
        Assert.Equal(
            [(FileOf("carts"), ContractRules.JsonSyntax), (FileOf("orders"), ContractRules.ListEmpty)],
            result.Problems.Select(problem => (problem.Source, problem.Rule)));
        Assert.Throws<ContractException>(result.Require);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_problem_and_does_not_hide_the_others()
    {
        Write("orders", Named("orders", "orders/{id}"));
        Write("carts", "{");
        using var held = new FileStream(FileOf("orders"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var result = DatasetCatalog.Load(directory.FullName);
        Assert.Equal([ContractRules.SourceUnreadable, ContractRules.JsonSyntax], result.Problems.Select(problem => problem.Rule));
    }

    [Fact]
    public void A_folder_has_its_datasets_name()
    {
        Write("order", Named("orders", "orders/{id}"));
        var problem = Assert.Single(DatasetCatalog.Load(directory.FullName).Problems);
        Assert.Equal(("$.name", ContractRules.DatasetFolder), (problem.Path, problem.Rule));
        Assert.Contains("'order'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders", "a/dataset.json")]
    [InlineData("orders", "C:\\lake\\a\\dataset.json")]
    public void A_source_in_memory_is_held_to_its_folder_too(string name, string source) =>
        Assert.Equal(
            ContractRules.DatasetFolder,
            Assert.Single(DatasetCatalog.Create([(source, Encoding.UTF8.GetBytes(Named(name, "x")))]).Problems).Rule
        );

    [Fact]
    public void Two_datasets_have_two_names()
    {
        var problem = Assert.Single(Create(("orders", "shop", "a/{id}"), ("orders", "other", "b/{id}")));
        Assert.Equal(("1", "$.name", ContractRules.DatasetRepeated), (problem.Source, problem.Path, problem.Rule));
    }

    [Theory]
    [InlineData("orders", "raw_orders")]
    [InlineData("raw_orders", "orders")]
    public void Two_datasets_of_one_database_have_no_table_in_common(string one, string other)
    {
        var problem = Assert.Single(Create((one, "shop", "a/{id}"), (other, "shop", "b/{id}")));
        Assert.Equal(ContractRules.TableRepeated, problem.Rule);
        Assert.Contains("'raw_orders'", problem.Message, StringComparison.Ordinal);
        Assert.Empty(Create((one, "shop", "a/{id}"), (other, "shop_eu", "b/{id}")));
    }

    [Fact]
    public void No_key_belongs_to_two_datasets()
    {
        var problem = Assert.Single(Create(("orders", "shop", "{kind}/{id}"), ("carts", "shop", "carts/{id}")));
        Assert.Equal(("1", "$.raw.keys", ContractRules.KeysOverlap), (problem.Source, problem.Path, problem.Rule));
        Assert.Contains("'orders'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("'carts'", problem.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<DocumentProblem> Create(params (string Name, string Database, string Keys)[] datasets) =>
        DatasetCatalog
            .Create(datasets.Select((dataset, i) => ($"{i}", Encoding.UTF8.GetBytes(Named(dataset.Name, dataset.Keys, dataset.Database)))))
            .Problems;

    private static string Named(string name, string keys, string database = "shop") =>
        Sample.With($$"""{"name":"{{name}}","database":"{{database}}","raw":{"keys":"{{keys}}"} }""");

    private string FileOf(string folder) => Path.Combine(directory.FullName, folder, "dataset.json");

    private void Write(string folder, string contract)
    {
        directory.CreateSubdirectory(folder);
        File.WriteAllText(FileOf(folder), contract);
    }
}
