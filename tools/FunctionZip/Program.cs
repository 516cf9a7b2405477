using FunctionZip;

if (args is not [var list, var zip, var limit])
{
    Console.Error.WriteLine("FunctionZip <file with a line 'entry|source' for each file> <zip> <largest size in bytes; 0 for any>");
    return 2;
}

var entries = (await File.ReadAllLinesAsync(list)).Select(line => line.Split('|', 2)).Select(part => new ZipFile(part[0], part[1]));
var bytes = Packer.Pack([.. entries]);
var problem = Packer.Check(Path.GetFileName(zip), bytes, long.Parse(limit));
if (problem is not null)
{
    // The form of an error that MSBuild understands.
    Console.Error.WriteLine($"FunctionZip : error ZIP001 : {problem}");
    return 1;
}

Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(zip))!);
await File.WriteAllBytesAsync(zip, bytes);
Console.WriteLine($"{zip} ({bytes.Length:N0} bytes)");
return 0;
