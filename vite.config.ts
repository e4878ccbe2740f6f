import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/**
 * Builds the client from client/ into dist/. Everything is a file of its own
 * (no data: URLs), since the page's content policy allows fonts, styles and
 * workers from the server only. `API_TARGET` points the development server's
 * proxy at a running server.
 */
export default defineConfig({
  root: 'client',
  plugins: [svelte({ configFile: false })],
  publicDir: 'public',
  worker: { format: 'es' },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2500,
  },
  server: {
    fs: { allow: ['..'] },
    proxy: { '/api': process.env.API_TARGET ?? 'http://127.0.0.1:8080' },
  },
});
