// What only a browser can do for the page.
addEventListener('click', event => {
  const link = event.target.closest?.('.skip, [data-reload]');
  if (!link) return;
  event.preventDefault();
  if (link.matches('[data-reload]')) location.reload();
  else document.getElementById('main')?.focus();
}, true);

// Copies the text of an element, and prints.
addEventListener('click', async event => {
  const button = event.target.closest?.('[data-copy], [data-print]');
  if (!button) return;
  if (button.matches('[data-print]')) return print();
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  button.dataset.copied = '';
  setTimeout(() => delete button.dataset.copied, 1500);
});

// A server that was started again does not know the page any more, so it is loaded anew.
document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', event => {
  if (event.detail?.state === 'rejected') location.reload();
});

// The arrow keys move between the cells of a grid, and do not scroll.
addEventListener('keydown', event => {
  if (event.target.closest?.('[role="grid"]') && /^(Arrow|Home|End)/.test(event.key)) event.preventDefault();
}, true);
