import '@mantine/core/styles.layer.css';
import './styles.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './queries.ts';
import { createPageRouter } from './router.tsx';
import { printInLight } from './scheme.ts';
import { resolveVariables, theme } from './theme.ts';

printInLight();
reloadAfterUpgrade();

const queries = createQueryClient();
const router = createPageRouter(queries);
const schemes = localStorageColorSchemeManager({ key: 'millrace-colour-scheme' });

const root = document.getElementById('page');
if (root === null) throw new Error('index.html has lost its element "page"');
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

/** After an upgrade, a page opened before it asks for parts that are no longer there: it loads itself anew, once. */
function reloadAfterUpgrade(): void {
  addEventListener('vite:preloadError', () => {
    const last = Number(sessionStorage.getItem('millrace-reloaded-at') ?? 0);
    if (Date.now() - last < 60_000) return;
    sessionStorage.setItem('millrace-reloaded-at', String(Date.now()));
    location.reload();
  });
}
