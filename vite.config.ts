import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `vite dev` sends /api; the built page is served by the product's own server and needs no proxy. */
const server = process.env.MILLRACE_DEV_SERVER ?? 'http://127.0.0.1:7300';

export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // The page is served from the same machine or a near one; a map helps whoever reads a bug report.
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    // One sheet, and one chunk of what several pages share: asking for forty small files costs a slow machine more than reading them.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'shared', minShareCount: 14, maxModuleSize: 100_000 }] },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': server } },
});
