// Before anything is drawn: light or dark as the person chose, else as the system is.
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => {
    try { return localStorage.getItem('lake-theme'); } catch { return null; }
  };
  const show = () => {
    document.documentElement.dataset.theme = chosen() ?? (system.matches ? 'dark' : 'light');
    dispatchEvent(new Event('lake-theme'));
  };
  show();
  system.addEventListener('change', show);
  addEventListener('click', event => {
    if (!event.target.closest?.('[data-theme-switch]')) return;
    const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    try { localStorage.setItem('lake-theme', next); } catch { /* Remembered for this page only. */ }
    document.documentElement.dataset.theme = next;
    dispatchEvent(new Event('lake-theme'));
  });
})();
