// Runs before the first paint, so that a dark page never flashes white.
// A file of its own because the content policy allows no inline script.
(function () {
  let theme = null;
  try {
    theme = JSON.parse(localStorage.getItem('preferences') || '{}').theme;
  } catch {
    theme = null;
  }
  if (theme !== 'light' && theme !== 'dark') {
    theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  document.documentElement.dataset.theme = theme;
})();
