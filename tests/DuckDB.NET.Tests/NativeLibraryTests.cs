using System.Text.Json;

namespace DuckDB.NET.Tests;

public sealed class NativeLibraryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("duckdb-library-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_chosen_library_that_is_not_there_is_not_passed_over()
    {
        var error = Assert.Throws<DllNotFoundException>(() => Load(Path.Combine(folder, "nope.so")));
        Assert.StartsWith($"DATALAKE_LIBDUCKDB is '{folder}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_cannot_be_loaded_is_named()
    {
        var file = Path.Combine(folder, NativeLibraryResolver.FileName);
        File.WriteAllText(file, "not a library");
        Assert.Contains(
            "DATALAKE_LIBDUCKDB names it but it cannot be loaded",
            Assert.Throws<DllNotFoundException>(() => Load(file)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "next to the application but cannot be loaded",
            Assert.Throws<DllNotFoundException>(() => Load(null)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_is_nowhere_is_told_with_what_to_do()
    {
        var message = Assert.Throws<DllNotFoundException>(() => Load(null)).Message;
        Assert.StartsWith("libduckdb was not found", message, StringComparison.Ordinal);
        Assert.Contains("set DATALAKE_LIBDUCKDB to the path of a", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_engine_is_the_one_that_the_lock_file_names()
    {
        using var connection = Database.InMemory();
        Assert.StartsWith($"{connection.ServerVersion[1..]}-", Packages()["node_modules/@duckdb/node-bindings"].GetProperty("version").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_lock_file_lists_all_platforms_and_no_registry()
    {
        string[] platforms = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-arm64-musl", "linux-x64", "linux-x64-musl", "win32-arm64", "win32-x64"];
        Assert.All(platforms, p => Assert.True(Packages()[$"node_modules/@duckdb/node-bindings-{p}"].GetProperty("optional").GetBoolean()));
        Assert.DoesNotContain("://", File.ReadAllText(LockFile()), StringComparison.Ordinal);
    }

    private nint Load(string? chosen) =>
        NativeLibraryResolver.Load(chosen, folder, typeof(NativeMethods).Assembly, searchPath: null, "no-such-library");

    private static Dictionary<string, JsonElement> Packages() =>
        JsonDocument.Parse(File.ReadAllText(LockFile())).RootElement.GetProperty("packages").EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);

    private static string LockFile([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../sdk/DuckDB.NET.Bindings/native/package-lock.json");
}
