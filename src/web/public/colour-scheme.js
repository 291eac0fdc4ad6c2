// Runs before the first paint, so that a dark page never flashes white. A file of its own: the server allows no inline script.
(() => {
  let chosen = 'auto';
  try {
    chosen = localStorage.getItem('millrace-colour-scheme') ?? 'auto';
  } catch (error) {
    console.debug('the colour scheme cannot be remembered here', error);
  }
  const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
})();
