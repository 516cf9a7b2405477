using System.Text.Json;
using Datalake.Embedded.Adopting;

namespace Datalake.Embedded.Tests.Adopting;

public sealed class DdlImportTests
{
    private const string Open = "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'";

    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void A_table_of_JSON_becomes_a_contract()
    {
        var contract = Contract($"""
            CREATE EXTERNAL TABLE IF NOT EXISTS `Shop_Data`.`Baskets` (
              `token` string COMMENT 'it''s the key',
              Updated_At timestamp,
              lines array < struct <
                `sku` : varchar(20) ,
                price : decimal( 10 , 2 ) COMMENT 'money', tags:map<int,array<real>>
              > >,
              note char(3)
            ) COMMENT 'baskets' {Open} WITH SERDEPROPERTIES ('ignore.malformed.json' = 'true')
            LOCATION 's3://<a bucket>/in/baskets/' TBLPROPERTIES ("projection.enabled"="false");
            """);
        Assert.Equal("baskets", contract.GetProperty("name").GetString());
        Assert.Equal("shop_data", contract.GetProperty("database").GetString());
        Assert.Equal("in/baskets/{file*}", contract.GetProperty("raw").GetProperty("keys").GetString());
        Assert.Equal("""["token"]""", Text(contract, "identity"));
        Assert.Equal("""["updated_at"]""", Text(contract, "changedAt"));
        Assert.False(contract.TryGetProperty("structure", out _));
        Assert.Equal(
            """{"token":"string","updated_at":"timestamp","lines":"array<struct<sku:string,price:decimal(10,2),tags:map<string,array<float>>>>","note":"string"}""",
            Text(contract, "columns"));
    }

    [Fact]
    public void A_text_that_says_when_a_record_changed_stays_and_is_copied_to_a_timestamp()
    {
        var contract = Contract($"CREATE EXTERNAL TABLE s.carts (token string, created_at string, updated_at string) {Open} LOCATION 's3://b/cart/';");
        Assert.Equal("""["changed_at"]""", Text(contract, "changedAt"));
        Assert.Equal("""[{"copy":"updated_at","to":"changed_at"}]""", Text(contract, "structure"));
        Assert.Equal("""{"token":"string","created_at":"string","updated_at":"string","changed_at":"timestamp"}""", Text(contract, "columns"));
    }

    [Fact]
    public void A_number_that_says_when_a_record_changed_has_a_unit()
    {
        var import = DdlImport.Read($"CREATE EXTERNAL TABLE events (event_id bigint, ts_ms bigint, changed_at string) {Open} LOCATION 's3://b/e';");
        var contract = JsonDocument.Parse(Assert.Single(import.Files).Text).RootElement;
        Assert.Equal("default", contract.GetProperty("database").GetString());
        Assert.Equal("""["event_id"]""", Text(contract, "identity"));
        Assert.Equal("""[{"copy":"changed_at","to":"record_changed_at"}]""", Text(contract, "structure"));

        var other = Contract($"CREATE EXTERNAL TABLE events (event_id bigint, ts_ms bigint) {Open} LOCATION 's3://b/e';");
        Assert.Equal("""{"type":"timestamp","format":"epoch-ms"}""", Text(other.GetProperty("columns"), "changed_at"));
    }

    [Fact]
    public void What_is_not_plain_by_its_name_is_left_to_a_person()
    {
        var import = DdlImport.Read($"CREATE EXTERNAL TABLE s.x (a_id string, b_id string, amount double, data binary) {Open} LOCATION 's3://b/';");
        var contract = JsonDocument.Parse(Assert.Single(import.Files).Text).RootElement;
        Assert.Equal(("[]", "[]"), (Text(contract, "identity"), Text(contract, "changedAt")));
        Assert.Equal("x/{file*}", contract.GetProperty("raw").GetProperty("keys").GetString());
        Assert.False(contract.GetProperty("columns").TryGetProperty("data", out _));
        foreach (var words in new[] { "'identity'", "'changedAt'", "LOCATION", "no type binary" })
            Assert.Contains(import.Notes, note => note.Text.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_that_a_column_cannot_have_and_mapped_keys_are_renamed()
    {
        var contract = Contract($"""
            CREATE EXTERNAL TABLE s.docs (`_id` string, `year` int, at timestamp, `time` string) PARTITIONED BY (`dt` string)
            {Open} WITH SERDEPROPERTIES ('mapping.at'='date.time') LOCATION 's3a://b/docs'
            """);
        Assert.Equal(
            """[{"rename":"_id","to":"id"},{"rename":"year","to":"year_value"},{"rename":"[\"date.time\"]","to":"at"},{"copy":"time","to":"changed_at"}]""",
            Text(contract, "structure"));
        Assert.Equal("""["id"]""", Text(contract, "identity"));
    }

    [Fact]
    public void Tables_of_CSV_keep_their_separators()
    {
        var quoted = Contract("""
            CREATE EXTERNAL TABLE s.sales (id string, updated_at string)
            ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' WITH SERDEPROPERTIES ('separatorChar' = ';', 'quoteChar' = '\'')
            STORED AS TEXTFILE LOCATION 's3://b/sales/' TBLPROPERTIES ('skip.header.line.count'='1');
            """);
        Assert.Equal("csv", quoted.GetProperty("raw").GetProperty("format").GetString());
        Assert.Equal(
            """{"delimiter":";","quote":"'","escape":"\\","header":["id","updated_at"],"skipLines":1}""", Text(quoted.GetProperty("raw"), "csv"));

        var plain = Contract("""
            CREATE EXTERNAL TABLE s.sales (id string, updated_at string) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' ESCAPED BY '\\'
            LINES TERMINATED BY '\n' NULL DEFINED AS 'NA' STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat' OUTPUTFORMAT 'x' LOCATION 's3://b/sales/';
            """);
        Assert.Equal(
            """{"delimiter":"\t","quote":null,"escape":"\\","header":["id","updated_at"],"null":["NA"]}""", Text(plain.GetProperty("raw"), "csv"));
    }

    [Fact]
    public void Everything_else_is_named_with_its_line()
    {
        var import = DdlImport.Read("""
            # How we set it up

            It's simple; select what you need.
            CREATE DATABASE IF NOT EXISTS lake;
            CREATE EXTERNAL TABLE a (id string) STORED AS PARQUET LOCATION 's3://b/a/';
            CREATE TABLE c AS SELECT 1 AS one;
            MSCK REPAIR TABLE a;
            /* a
               comment */ CREATE EXTERNAL TABLE d (id string;
            With this query you see all:
            WITH x AS (SELECT 1 AS one)
            SELECT * FROM x WHERE ';' <> '';
            CREATE OR REPLACE VIEW Bad-Name AS SELECT 1;
            -- What is there?
            CREATE VIEW v AS
            SELECT 1 AS one;
            Select the rows
            you like.
            """.ReplaceLineEndings("\n"));
        Assert.Equal(
            [
                (1, "skipped, no statement"), (3, "skipped, no statement"), (4, "the database 'lake'"), (5, "skipped, the table 'a': its files are stored as PARQUET"),
                (6, "skipped, it makes a table from a query"), (7, "skipped, the lake needs no MSCK REPAIR"), (9, "skipped, expected )"), (10, "skipped, no statement"),
                (11, "a query"), (13, "skipped, A view is made by"), (15, "the view 'lake.v' becomes views/lake/v.sql"), (17, "skipped, no statement"),
            ],
            import.Notes.Select(note => (note.Line, Array.Find(
                [
                    "skipped, no statement", "the database 'lake'", "skipped, the table 'a': its files are stored as PARQUET", "skipped, it makes a table from a query",
                    "skipped, the lake needs no MSCK REPAIR", "skipped, expected )", "a query", "skipped, A view is made by",
                    "the view 'lake.v' becomes views/lake/v.sql",
                ],
                start => note.Text.StartsWith(start, StringComparison.Ordinal)) ?? note.Text)));
        Assert.Equal([("views/lake/v.sql", "SELECT 1 AS one\n")], import.Files.Select(file => (file.Path, file.Text)));
    }

    [Fact]
    public void Two_tables_of_one_folder_are_noted()
    {
        var import = DdlImport.Read($"""
            CREATE EXTERNAL TABLE one (id string, updated_at string) {Open} LOCATION 's3://b/x/';
            CREATE EXTERNAL TABLE two (id string, updated_at string) {Open} LOCATION 's3://b/x/y/';
            CREATE EXTERNAL TABLE other.two (id string, updated_at string) {Open} LOCATION 's3://b/z/';
            """);
        Assert.Equal(["one/dataset.json", "two/dataset.json", "other_two/dataset.json"], import.Files.Select(file => file.Path));
        Assert.Contains(import.Notes, note => note.Line == 2 && note.Text.Contains("also matches files of 'one'", StringComparison.Ordinal));
    }

    private static string Text(JsonElement element, string name) =>
        JsonSerializer.Serialize(element.GetProperty(name), Plain);

    private static JsonElement Contract(string ddl) => JsonDocument.Parse(Assert.Single(DdlImport.Read(ddl).Files).Text).RootElement;
}
