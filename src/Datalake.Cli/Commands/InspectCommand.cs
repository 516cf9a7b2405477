using System.CommandLine;
using System.Globalization;
using Datalake.Cli.Output;
using Datalake.Embedded.Inspecting;
using Datalake.Tables.Delta.Statistics;

namespace Datalake.Cli.Commands;

/// <summary><c>lake inspect</c>: what is in Parquet files.</summary>
internal static class InspectCommand
{
    private static readonly string[] Chunks =
        ["column", "type", "codec", "encodings", "values", "nulls", "bytes", "uncompressed", "minimum", "maximum"];

    private enum View
    {
        Columns,
        Files,
        Groups,
        Chunks,
        Schema,
    }

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var target = new Argument<string>("target")
        {
            Description = "A Parquet file, a folder of them, a key in the lake such as stage/checkout, or a table.", HelpName = "FILE|TABLE",
        };
        var show = Options.Word<View>("--show", "What a row is: a column over all files, a file, a row group, a column in a row group, or a field of the schema.");
        var command = new Command("inspect", "Show schema, row groups, sizes, encodings, compression and statistics of Parquet files.") { target, show };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(target);
            var paths = InspectionTarget.Find(name, options.RootOf(parsed), () => options.CatalogOf(parsed), cancellationToken)
                ?? throw new UsageException(
                    $"There is no file, folder or table '{name}'. Name a Parquet file, a folder of them, a key in the lake, or a table; 'lake tables' lists the tables.");
            var files = new List<InspectedFile>();
            foreach (var path in paths) files.Add(await ParquetInspector.ReadAsync(path, cancellationToken));
            Write(files, parsed.GetValue(show), options.WriterOf(parsed, io));
            await io.Out.FlushAsync(cancellationToken);
            await io.Error.WriteLineAsync(Summary(files));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(IReadOnlyList<InspectedFile> files, View view, RowWriter writer)
    {
        switch (view)
        {
            case View.Columns:
                writer.WriteAll(Chunks, ColumnSummary.Of(files).Select(column => (IReadOnlyList<object?>)
                [
                    column.Column, column.Type, column.Codec, column.Encodings, column.Values, column.Nulls, column.CompressedBytes,
                    column.UncompressedBytes, Text(column.Minimum), Text(column.Maximum),
                ]));
                break;
            case View.Files:
                writer.WriteAll(
                    ["file", "rows", "row_groups", "bytes", "footer_bytes", "created_by", "metadata"],
                    files.Select(file => (IReadOnlyList<object?>)
                    [
                        file.Path, file.Rows, (long)file.Groups.Count, file.Bytes, file.FooterBytes, file.CreatedBy,
                        string.Join(", ", file.MetadataKeys),
                    ]));
                break;
            case View.Groups:
                writer.WriteAll(
                    ["file", "row_group", "rows", "columns", "bytes", "uncompressed", "sorted_by"],
                    files.SelectMany(file => file.Groups.Select(group => (IReadOnlyList<object?>)
                    [
                        file.Path, (long)group.Number, group.Rows, (long)group.Chunks.Count,
                        group.Chunks.Sum(chunk => chunk.CompressedBytes), group.Chunks.Sum(chunk => chunk.UncompressedBytes), string.Join(", ", group.SortedBy),
                    ])));
                break;
            case View.Chunks:
                writer.WriteAll(["file", "row_group", .. Chunks, "bloom_filter", "page_index"], files.SelectMany(RowsOf));
                break;
            default:
                writer.WriteAll(
                    ["file", "field", "repetition", "type", "id"],
                    files.SelectMany(file => file.Fields.Select(field => (IReadOnlyList<object?>)
                        [file.Path, field.Path, field.Repetition, field.Type, (long?)field.Id])));
                break;
        }
    }

    private static IEnumerable<IReadOnlyList<object?>> RowsOf(InspectedFile file) => file.Groups.SelectMany(group => group.Chunks.Select(
        chunk => (IReadOnlyList<object?>)
        [
            file.Path, (long)group.Number, chunk.Column, chunk.Type, chunk.Codec, string.Join(", ", chunk.Encodings), chunk.Values,
            chunk.Nulls, chunk.CompressedBytes, chunk.UncompressedBytes, Text(chunk.Minimum), Text(chunk.Maximum),
            chunk.HasBloomFilter, chunk.HasPageIndex,
        ]));

    private static string? Text(ColumnValue? value) => value?.ToString();

    private static string Summary(List<InspectedFile> files)
    {
        var encrypted = files.SelectMany(file => file.Groups).SelectMany(group => group.Chunks).Count(chunk => chunk.IsEncrypted);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Amount.Of(files.Count, "file")}, {Amount.Of(files.Sum(file => file.Groups.Count), "row group")}, {Amount.Of(files.Sum(file => file.Rows), "row")}, {Amount.Of(files.Sum(file => file.Bytes), "byte")}")
            + (encrypted > 0 ? $". {Amount.Of(encrypted, "column chunk")} of them encrypted: their values cannot be read without the key" : "");
    }
}
