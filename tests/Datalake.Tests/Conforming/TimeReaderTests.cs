using System.Text;
using Datalake.Conforming;
using Datalake.Json;
using Datalake.Records;
using Datalake.Tests.Datasets;

namespace Datalake.Tests.Conforming;

public class TimeReaderTests
{
    [Theory]
    [InlineData("\"epoch-s\"", null, "1574204400", "2019-11-19 23:00:00.000000")]
    [InlineData("\"epoch-s\"", null, "\"1574204400.1234567\"", "2019-11-19 23:00:00.123456")]
    [InlineData("\"epoch-s\"", "America/New_York", "1574204400", "2019-11-19 23:00:00.000000")]
    [InlineData("\"epoch-ms\"", null, "1574204400123", "2019-11-19 23:00:00.123000")]
    [InlineData("\"epoch-ms\"", null, "1.574204400123e12", "2019-11-19 23:00:00.123000")]
    [InlineData("\"epoch-us\"", null, "1574204400123456", "2019-11-19 23:00:00.123456")]
    [InlineData("\"epoch-ns\"", null, "1574204400123456789", "2019-11-19 23:00:00.123456")]
    [InlineData("\"epoch-ns\"", null, "-1", "1969-12-31 23:59:59.999999")]
    [InlineData("[\"epoch-s\",\"epoch-ms\"]", null, "1574204400123", "2019-11-19 23:00:00.123000")]
    [InlineData("\"M/d/yyyy H:mm\"", null, "\"12/1/2010 8:26\"", "2010-12-01 08:26:00.000000")]
    [InlineData("\"M/d/yyyy H:mm\"", "Europe/London", "\"7/1/2010 8:26\"", "2010-07-01 07:26:00.000000")]
    [InlineData("\"M/d/yyyy H:mm\"", "Europe/London", "\"3/28/2010 1:30\"", "2010-03-28 01:30:00.000000")]
    [InlineData("\"M/d/yyyy H:mm\"", "Europe/London", "\"10/31/2010 1:30\"", "2010-10-31 00:30:00.000000")]
    [InlineData("\"M/d/yyyy h:mm tt\"", null, "\"12/1/2010 8:26 PM\"", "2010-12-01 20:26:00.000000")]
    [InlineData("\"dd.MM.yyyy HH:mm:ss.FFFFFFF\"", null, "\"01.12.2010 08:26:07.1234567\"", "2010-12-01 08:26:07.123456")]
    [InlineData("\"yyyy-MM-dd HH:mm:ss o<+HHmm>\"", "Asia/Kolkata", "\"2013-06-27 08:48:27 -0400\"", "2013-06-27 12:48:27.000000")]
    [InlineData("\"yyyyMMdd\"", null, "20191120", "2019-11-20 00:00:00.000000")]
    [InlineData("[\"iso\",\"M/d/yyyy\"]", "Asia/Tokyo", "\"2019-11-20T01:00:00\"", "2019-11-19 16:00:00.000000")]
    [InlineData("[\"iso\",\"M/d/yyyy\"]", "Asia/Tokyo", "\"2019-11-20T01:00:00Z\"", "2019-11-20 01:00:00.000000")]
    [InlineData("[\"iso\",\"M/d/yyyy\"]", "Asia/Tokyo", "\"11/20/2019\"", "2019-11-19 15:00:00.000000")]
    [InlineData("\"iso\"", null, "\"2019-10-01 00:00:00 UTC\"", "2019-10-01 00:00:00.000000")]
    [InlineData("\"iso\"", "Asia/Tokyo", "\"2019-10-01 00:00:00 GMT\"", "2019-10-01 00:00:00.000000")]
    [InlineData("\"iso\"", null, "\"2013-06-27 08:48:27 -0400\"", "2013-06-27 12:48:27.000000")]
    [InlineData("\"iso\"", null, "{\"$date\":\"2019-10-01T00:00:00.5Z\"}", "2019-10-01 00:00:00.500000")]
    [InlineData("\"iso\"", null, "{ \"$date\" : 1574204400123 }", "2019-11-19 23:00:00.123000")]
    [InlineData("\"epoch-s\"", null, "{\"$date\":{\"$numberLong\":\"1574204400123\"}}", "2019-11-19 23:00:00.123000")]
    public void A_timestamp_is_read_in_the_formats_of_its_column(string format, string? zone, string value, string timestamp) =>
        Assert.Equal($"\"x\":\"{timestamp}\"", Conformed("timestamp", format, zone, value));

    [Theory]
    [InlineData("\"iso\"", null, "\"2019-11-20T00:00:00\"", "2019-11-20")]
    [InlineData("\"iso\"", null, "\"2019-11-20T00:00:00.000-05:00\"", "2019-11-20")]
    [InlineData("\"iso\"", null, "\"2019-11-19T24:00\"", "2019-11-20")]
    [InlineData("\"epoch-ms\"", null, "1574208000000", "2019-11-20")]
    [InlineData("\"epoch-ms\"", "America/New_York", "1574226000000", "2019-11-20")]
    [InlineData("\"d.M.yy\"", "America/New_York", "\"20.11.19\"", "2019-11-20")]
    [InlineData("\"iso\"", null, "{\"$date\":\"2019-11-20T00:00:00Z\"}", "2019-11-20")]
    public void A_date_takes_midnight(string format, string? zone, string value, string date) =>
        Assert.Equal($"\"x\":\"{date}\"", Conformed("date", format, zone, value));

    [Theory]
    [InlineData("timestamp", "\"epoch-ms\"", "\"2019-11-20\"")]
    [InlineData("timestamp", "\"epoch-ms\"", "true")]
    [InlineData("timestamp", "\"epoch-ms\"", "1e30")]
    [InlineData("timestamp", "\"iso\"", "20191120")]
    [InlineData("timestamp", "\"M/d/yyyy H:mm\"", "\"13/1/2010 8:26\"")]
    [InlineData("timestamp", "\"M/d/yyyy H:mm\"", "\"2010-12-01\"")]
    [InlineData("timestamp", "\"iso\"", "{\"$date\":true}")]
    [InlineData("timestamp", "\"iso\"", "{\"$date\":\"2019-10-01T00:00:00Z\",\"a\":1}")]
    [InlineData("timestamp", "\"iso\"", "{\"$numberLong\":\"5\"}")]
    [InlineData("date", "\"iso\"", "\"2019-11-20T00:00:01\"")]
    [InlineData("date", "\"epoch-ms\"", "1574208000001")]
    public void Anything_else_is_rescued(string type, string format, string value)
    {
        var conformed = Conformed(type, format, null, value);
        Assert.StartsWith("\"_rescued\":\"{\\\"x\\\":", conformed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_date_that_does_not_fit_is_named_with_the_formats_that_were_tried()
    {
        var contract = Sample.ReadWith(
            """{"columns":{"LastChange":{"type":"timestamp","format":["epoch-ms","M/d/yyyy H:mm"],"zone":"Europe/London"}}}""").Require();
        using var conformer = new RecordConformer(contract, RecordLimits.Default);
        using var output = new Utf8Output();
        var problem = conformer.Conform("""{"OrderId":"1","LastChange":"13/45/2020"}"""u8, output).Problem;
        Assert.Equal(
            "The change date LastChange is \"13/45/2020\", which is no timestamp in the formats of the column: "
            + "epoch-ms, M/d/yyyy H:mm (zone Europe/London). Other forms need a 'format' in the contract.",
            problem?.Message);
    }

    [Theory]
    [InlineData("bigint", "{\"$numberLong\":\"12345678901\"}", "12345678901")]
    [InlineData("int", "{\"$numberInt\":\"-5\"}", "-5")]
    [InlineData("double", "{\"$numberDouble\":\"1.5\"}", "1.5")]
    [InlineData("decimal(20,2)", "{\"$numberDecimal\":\"19.99\"}", "\"19.99\"")]
    [InlineData("string", "{\"$oid\":\"507f1f77bcf86cd799439011\"}", "\"507f1f77bcf86cd799439011\"")]
    public void Extended_json_fits_the_column_of_its_type(string type, string value, string conformed) =>
        Assert.Equal($"\"x\":{conformed}", Conformed(type, null, null, value));

    [Theory]
    [InlineData("int", "{\"$numberLong\":\"12345678901\"}")]
    [InlineData("double", "{\"$numberDouble\":\"Infinity\"}")]
    [InlineData("int", "{\"$oid\":\"5\"}")]
    [InlineData("string", "{\"$numberInt\":\"5\"}")]
    [InlineData("string", "{\"$oid\":\"5\",\"more\":1}")]
    [InlineData("string", "{}")]
    public void Extended_json_of_another_type_is_rescued(string type, string value) =>
        Assert.StartsWith("\"_rescued\"", Conformed(type, null, null, value), StringComparison.Ordinal);

    private static string Conformed(string type, string? format, string? zone, string value)
    {
        var column = format is null ? $"\"{type}\"" : $"{{\"type\":\"{type}\",\"format\":{format}{(zone is null ? "" : $",\"zone\":\"{zone}\"")}}}";
        var contract = Sample.ReadWith($"{{\"columns\":{{\"x\":{column}}}}}").Require();
        using var conformer = new RecordConformer(contract, RecordLimits.Default);
        using var output = new Utf8Output();
        var record = $"{{\"OrderId\":\"1\",\"LastChange\":\"2019-11-20\",\"x\":{value}}}";
        Assert.Null(conformer.Conform(Encoding.UTF8.GetBytes(record), output).Problem);
        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        const string Before = "{\"orderid\":\"1\",\"lastchange\":\"2019-11-20 00:00:00.000000\",";
        Assert.StartsWith(Before, text, StringComparison.Ordinal);
        return text[Before.Length..text.IndexOf(",\"_digest\"", StringComparison.Ordinal)];
    }
}
