// The editor of the SQL page: Monaco over the form's text area, which stays the place of the text.
const folder = new URL('/_content/BlazorMonaco/lib/monaco-editor/min/vs', location.origin).href;
let loading;

function load() {
  return loading ??= new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = folder + '/loader.js';
    script.onerror = () => failed(new Error('The editor cannot be loaded.'));
    script.onload = () => {
      window.require.config({ paths: { vs: folder } });
      window.require(['vs/editor/editor.main'], () => done(window.monaco), failed);
    };
    document.head.append(script);
  });
}

const keywords = ('SELECT FROM WHERE GROUP BY ORDER HAVING LIMIT JOIN LEFT INNER CROSS ON USING AS AND OR NOT NULL IS IN LIKE BETWEEN CASE WHEN THEN ' +
  'ELSE END DISTINCT WITH UNION ALL EXCEPT INTERSECT ASC DESC COUNT SUM MIN MAX AVG CAST COALESCE DATE_TRUNC INTERVAL OVER PARTITION UNNEST DESCRIBE ' +
  'SHOW TABLES CREATE OR REPLACE VIEW').split(' ');

// The tables that a query reads, by the names that it gives them.
function aliases(text, tables) {
  const found = new Map();
  for (const match of text.matchAll(/\b(?:from|join)\s+(?:\w+\.)?"?([\w$]+)"?(?:\s+(?:as\s+)?(\w+))?/gi)) {
    const table = tables.find(each => each.name.toLowerCase() === match[1].toLowerCase());
    if (!table) continue;
    found.set(table.name.toLowerCase(), table);
    if (match[2]) found.set(match[2].toLowerCase(), table);
  }
  return found;
}

export function suggest(text, before, tables) {
  const known = aliases(text, tables);
  const owner = /([\w$]+)\.\w*$/.exec(before)?.[1].toLowerCase();
  const columns = table => table.columns.map(column => ({ label: column, kind: 'Field', detail: table.name }));
  if (owner && known.has(owner)) return columns(known.get(owner));
  return [
    ...[...new Set(known.values())].flatMap(columns),
    ...tables.map(table => ({ label: table.name, kind: 'Struct', detail: table.holds })),
    ...keywords.map(word => ({ label: word, kind: 'Keyword' })),
  ];
}

let provider;

function complete(monaco, tables) {
  provider?.dispose();
  provider = monaco.languages.registerCompletionItemProvider('sql', {
    triggerCharacters: ['.'],
    provideCompletionItems(model, position) {
      const word = model.getWordUntilPosition(position);
      const range = new monaco.Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn);
      const before = model.getLineContent(position.lineNumber).slice(0, position.column - 1);
      return {
        suggestions: suggest(model.getValue(), before, tables).map(each => ({
          ...each, range, insertText: each.label, kind: monaco.languages.CompletionItemKind[each.kind],
        })),
      };
    },
  });
}

function theme(monaco) {
  const style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue(name).trim();
  const isDark = document.documentElement.dataset.theme === 'dark';
  monaco.editor.defineTheme('lake', {
    base: isDark ? 'vs-dark' : 'vs', inherit: true, rules: [],
    colors: { 'editor.background': colour('--surface'), 'editor.foreground': colour('--text'), 'editorLineNumber.foreground': colour('--muted') },
  });
  monaco.editor.setTheme('lake');
}

export async function open(host, area, net, tables) {
  const monaco = await load();
  if (!host.isConnected) return null;
  theme(monaco);
  complete(monaco, tables);
  const editor = monaco.editor.create(host, {
    value: area.value, language: 'sql', theme: 'lake', minimap: { enabled: false }, automaticLayout: true, fontSize: 13, lineNumbersMinChars: 3,
    scrollBeyondLastLine: false, renderLineHighlight: 'none', tabFocusMode: false, wordBasedSuggestions: false, wordWrap: 'on', overviewRulerLanes: 0, hideCursorInOverviewRuler: true, padding: { top: 8, bottom: 8 },
    accessibilitySupport: 'auto', ariaLabel: 'SQL. Press Control M to leave the editor by Tab.', fixedOverflowWidgets: true,
  });
  area.hidden = true;
  host.dataset.ready = '';
  editor.onDidChangeModelContent(() => { area.value = editor.getValue(); });
  editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, () => {
    editor.trigger('run', 'hideSuggestWidget');
    net.invokeMethodAsync('RunFromKeyAsync');
  });
  const restyle = () => theme(monaco);
  addEventListener('lake-theme', restyle);
  return {
    text: () => editor.getValue(),
    show: text => { editor.setValue(text); editor.focus(); },
    know: known => complete(monaco, known),
    close: () => { removeEventListener('lake-theme', restyle); editor.dispose(); },
  };
}

// The last queries stay in this browser.
const place = 'lake-queries';

export function recall() {
  try { return JSON.parse(localStorage.getItem(place)) ?? []; } catch { return []; }
}

export function remember(text) {
  const all = [text, ...recall().filter(each => each !== text)].slice(0, 20);
  try { localStorage.setItem(place, JSON.stringify(all)); } catch { /* For this page only. */ }
  return all;
}
