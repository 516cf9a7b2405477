// The link that the server prints has the token behind #, which browsers do not send. It leaves the address before anything else happens.
(() => {
  const token = decodeURIComponent(location.hash.slice(1));
  if (!token) return;
  history.replaceState(null, '', location.pathname + location.search);
  const form = document.getElementById('signin');
  form.elements.token.value = token;
  form.requestSubmit();
})();
