/** Builds the page at / (src/web) into what the server serves; `vite` serves it while working on it, beside a server on port 4000. */
import { preact } from '@preact/preset-vite'
import { defineConfig } from 'vite'

const server = 'http://127.0.0.1:4000'

export default defineConfig({
  root: 'src/web',
  base: './', // it may be served below any path
  plugins: [preact()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // Nothing inside a document: the page may run and show only what comes from a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/graphql': { target: server, ws: true }, '/session': server } },
  logLevel: 'warn',
})
