/** Builds the playground into what the server serves: this folder, and GraphiQL in files of its own beside it. */
import { gzipSync } from 'node:zlib'
import { css, editorWorkerService, graphqlWorker, js, jsonWorker } from '@graphql-yoga/render-graphiql/graphiql'
import { preact } from '@preact/preset-vite'
import { defineConfig, type Plugin } from 'vite'

const files = {
  script: { name: 'graphiql.js', source: js },
  style: { name: 'graphiql.css', source: css },
  editorWorker: { name: 'editor-worker.js', source: editorWorkerService },
  graphqlWorker: { name: 'graphql-worker.js', source: graphqlWorker },
  jsonWorker: { name: 'json-worker.js', source: jsonWorker },
}

/** `import * as graphiql from 'graphiql-files'`: the addresses of the parts of GraphiQL's package, each a file as it is. */
const graphiqlFiles = (): Plugin => ({
  name: 'graphiql-files',
  resolveId: (id) => (id === 'graphiql-files' ? `\0${id}` : null),
  load(id) {
    if (id !== '\0graphiql-files') return null
    const addresses = Object.entries(files).map(([part, file]) => {
      const reference = this.emitFile({ type: 'asset', ...file })
      return `export const ${part} = import.meta.ROLLUP_FILE_URL_${reference}`
    })
    return addresses.join('\n')
  },
})

/** GraphiQL is 9 MB, and a quarter of that compressed. */
const compressed = (): Plugin => ({
  name: 'compressed',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      const source = gzipSync(file.type === 'asset' ? file.source : file.code)
      this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source })
    }
  },
})

export default defineConfig({
  base: '/graphql/playground/', // below the path of the cookie that opens them
  plugins: [preact(), graphiqlFiles(), compressed()],
  build: {
    outDir: '../../../dist/playground',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  logLevel: 'warn',
})
