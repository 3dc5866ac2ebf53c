import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWebsite } from '../../src/graphql/website.ts'

const serve = async (folder?: string): Promise<{ url: string; server: Server }> => {
  const website = createWebsite(folder)
  const server = createServer((request, response) => {
    if (!website(request, response)) response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

describe('the page', () => {
  let url: string
  let server: Server
  beforeAll(async () => {
    const served = await serve()
    url = served.url
    server = served.server
  })
  afterAll(() => server.close())

  const assetOf = async (page: Response) => /src="\.(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1] ?? ''

  test('is asked for again each time, and its files never', async () => {
    const page = await fetch(url)
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    const asset = await fetch(url + (await assetOf(page)))
    expect(asset.headers.get('content-type')).toContain('javascript')
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  })

  test('may load nothing from elsewhere or from within a document, and is shown in no frame', async () => {
    const page = await fetch(url)
    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
  })

  test.each(['/else', '/assets/', '/../package.json', '/%2e%2e/package.json', '/..%2f..%2fpackage.json'])(
    'has nothing at %s',
    async (path) => {
      expect((await fetch(url + path)).status).toBe(404)
    },
  )

  test('takes nothing in', async () => {
    expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(404)
  })
})

test('a page that has not been built says how that is done, and is there as soon as it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'eblinc-website-'))
  const { url, server } = await serve(folder)
  const page = await fetch(url)
  expect(page.status).toBe(503)
  expect(await page.text()).toContain('npm run build')
  expect((await fetch(`${url}/else`)).status).toBe(404)
  await writeFile(join(folder, 'index.html'), 'built')
  expect(await (await fetch(url)).text()).toBe('built')
  server.close()
  await rm(folder, { recursive: true })
})
