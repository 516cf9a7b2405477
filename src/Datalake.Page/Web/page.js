// What only a browser can do for the page.
addEventListener('click', event => {
  const link = event.target.closest?.('.skip, [data-reload]');
  if (!link) return;
  event.preventDefault();
  if (link.matches('[data-reload]')) location.reload();
  else document.getElementById('main')?.focus();
}, true);

// A server that was started again does not know the page any more, so it is loaded anew.
document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', event => {
  if (event.detail?.state === 'rejected') location.reload();
});
