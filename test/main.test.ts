/** The process itself, where it cannot start. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'eblinc-main-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

/** How the process ends, and what it wrote. */
const startWith = (settings: Record<string, string>) =>
  new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    const env = { ...process.env, PORT: '0', SANDBOX_PORT: '0', DATA_DIR: dataDir, ...settings }
    execFile(process.execPath, [main], { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code, stdout, stderr }),
    )
  })

test('tells what went wrong, and not what it says, which may quote what is stored', async () => {
  const { code, stdout, stderr } = await startWith({ DATABASE_URL: 'postgresql://eblinc:geheim@127.0.0.1:1/eblinc' })
  expect(code).toBe(1)
  expect(stderr).toBe('')
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.at(-1)).toMatchObject({ level: 50, msg: 'The process cannot start', error: { at: expect.any(Array) } })
  expect(stdout).toContain('ECONNREFUSED')
  expect(stdout).not.toMatch(/geheim|127\.0\.0\.1/)
})

test('tells in plain words what whoever runs it can mend', async () => {
  await writeFile(join(dataDir, 'encryption-keys'), 'no key at all')
  const { code, stdout, stderr } = await startWith({})
  expect(code).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/^.+encryption-keys cannot be read: encryption key 1 is not of the form id:base64\n$/)
})
