import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** Stands in front of the real npm, and says what a registry would have made it say. */
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eblinc-npm-'))
})
afterAll(() => rm(folder, { recursive: true }))

const auditWhen = async (npmSays: string, code: number) => {
  await writeFile(join(folder, 'answer'), npmSays)
  await writeFile(join(folder, 'npm'), `#!/bin/sh\ncat '${join(folder, 'answer')}'\nexit ${code}\n`)
  await chmod(join(folder, 'npm'), 0o700)
  const script = fileURLToPath(new URL('../audit-dependencies.ts', import.meta.url))
  const env = { PATH: `${folder}:/usr/bin:/bin` }
  return new Promise<{ code: number; output: string }>((resolve) =>
    execFile(process.execPath, [script], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    ),
  )
}

const report = (vulnerabilities: object) =>
  JSON.stringify({ vulnerabilities, metadata: { dependencies: { total: 12 } } })

test('packages without serious weaknesses pass, whatever npm makes of lesser ones', async () => {
  expect(await auditWhen(report({ a: { severity: 'moderate', range: '<2' } }), 1)).toEqual({
    code: 0,
    output: 'No known weakness of level high or above in 12 packages.\n',
  })
})

test('a package with a serious weakness fails, by name', async () => {
  const vulnerabilities = { a: { severity: 'high', range: '<2' }, b: { severity: 'low', range: '*' } }
  expect(await auditWhen(report(vulnerabilities), 1)).toEqual({ code: 1, output: 'high: a <2\n' })
})

test.each([
  [JSON.stringify({ message: '405 Method Not Allowed', statusCode: 405 }), ' (405 Method Not Allowed)'],
  ['', ''],
])('a registry that does not tell fails, and is said not to tell: %j', async (says, why) => {
  const { code, output } = await auditWhen(says, 1)
  expect(code).toBe(1)
  expect(output).toBe(
    `The registry does not tell which packages have known weaknesses${why}.\nNothing is known now: do this on a machine whose registry offers it.\n`,
  )
})
