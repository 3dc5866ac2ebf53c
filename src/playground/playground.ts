/**
 * The playground: GraphiQL for the helpdesk with its ready operations, from this server alone. Its files are what
 * `npm run build` makes of panel/.
 */
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'

const built = new URL('../../dist/playground/', import.meta.url)
const aYear = 365 * 24 * 60 * 60 // seconds

/** The whole page, as HTML. */
export function playgroundPage(): string {
  try {
    return readFileSync(new URL('index.html', built), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return 'The playground has not been built yet: run npm run build.'
  }
}

/** Nothing from elsewhere, and no script within a document. Monaco, the editor, writes styles of its own as it goes. */
export const playgroundPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'font-src data:',
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const assets = '/graphql/playground/assets/'

/** Whether a request is for a file of the page. */
export const isPlaygroundFile = ({ url }: IncomingMessage): boolean => url?.startsWith(assets) ?? false

/** Answers such a request. */
export function createPlaygroundFiles() {
  const files = sirv(fileURLToPath(built), {
    dev: true, // looks anew at each request: a build meanwhile needs no restart
    etag: true,
    gzip: true,
    setHeaders: (response) => response.setHeader('cache-control', `private, max-age=${aYear}, immutable`),
  })
  return (request: IncomingMessage, response: ServerResponse): void => {
    request.url = request.url?.slice('/graphql/playground'.length)
    files(request, response, () => void response.writeHead(404).end())
  }
}
