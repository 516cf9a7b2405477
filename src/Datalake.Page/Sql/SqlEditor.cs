using Datalake.Page.Assets;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Datalake.Page.Sql;

/// <summary>The editor in the browser. Dispose it when the page goes.</summary>
internal sealed class SqlEditor : IAsyncDisposable
{
    private readonly IJSObjectReference module;
    private readonly IJSObjectReference? editor;

    private SqlEditor(IJSObjectReference module, IJSObjectReference? editor)
    {
        this.module = module;
        this.editor = editor;
    }

    /// <summary>Opens it over a text area.</summary>
    /// <param name="script">The browser.</param>
    /// <param name="host">Where the editor is drawn.</param>
    /// <param name="area">The text area.</param>
    /// <param name="page">Has the method <c>RunFromKeyAsync</c>, which Ctrl+Enter calls.</param>
    /// <param name="tables">What it completes.</param>
    public static async Task<SqlEditor> OpenAsync(
        IJSRuntime script, ElementReference host, ElementReference area, object page, IEnumerable<CompletedTable> tables)
    {
        var loaded = await script.InvokeAsync<IJSObjectReference>("import", "/" + WebAssets.Address("_page/sql.js"));
        return new SqlEditor(loaded, await loaded.InvokeAsync<IJSObjectReference?>("open", host, area, page, tables));
    }

    /// <summary>The text in the editor.</summary>
    public async Task<string> TextAsync() => editor is null ? "" : await editor.InvokeAsync<string>("text");

    /// <summary>Puts a text into the editor.</summary>
    public async Task ShowAsync(string text)
    {
        if (editor is not null) await editor.InvokeVoidAsync("show", text);
    }

    /// <summary>Completes other tables from now on.</summary>
    public async Task KnowAsync(IEnumerable<CompletedTable> tables)
    {
        if (editor is not null) await editor.InvokeVoidAsync("know", tables);
    }

    /// <summary>The last queries that were run in this browser, the newest first.</summary>
    public async Task<IReadOnlyList<string>> RecallAsync() => await module.InvokeAsync<string[]>("recall");

    /// <summary>Keeps a query among the last ones.</summary>
    /// <returns>The last ones, the newest first.</returns>
    public async Task<IReadOnlyList<string>> RememberAsync(string sql) => await module.InvokeAsync<string[]>("remember", sql);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (editor is not null)
            {
                await editor.InvokeVoidAsync("close");
                await editor.DisposeAsync();
            }

            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the editor with it.
        }
    }
}

/// <summary>A table or view that the editor completes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Holds">What it holds, in a few words.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record CompletedTable(string Name, string Holds, IReadOnlyList<string> Columns);
