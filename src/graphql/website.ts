/** The page for people who would rather look than write queries: the files that `npm run build` makes of src/web. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'

/** Answers a request for one of its files; false when it is not for one. */
export type Website = (request: IncomingMessage, response: ServerResponse) => boolean

const built = fileURLToPath(new URL('../../dist/web', import.meta.url))

/** Files whose name changes with what is in them. */
const assets = '/assets/'
const aYear = 365 * 24 * 60 * 60 // seconds

/** Everything comes from this server, its WebSocket included, and nothing from within a document. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Looks at each request which files there are. While there are none, `/` says how to make them. */
export function createWebsite(folder: string = built): Website {
  const files = sirv(folder, {
    dev: true, // a build meanwhile neither breaks what runs, nor needs a restart
    etag: true,
    setHeaders(response, path) {
      response.setHeader('content-security-policy', policy)
      response.setHeader('cross-origin-opener-policy', 'same-origin')
      const isAsset = path.startsWith(assets)
      response.setHeader('cache-control', isAsset ? `public, max-age=${aYear}, immutable` : 'no-cache')
    },
  })
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    let isAnswered = true
    files(request, response, () => {
      isAnswered = request.url === '/'
      if (isAnswered) tellHowToBuild(response)
    })
    return isAnswered
  }
}

function tellHowToBuild(response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end('The page has not been built yet: run npm run build.\n')
}
