/** What runs in production is there without the packages for development. */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }

const root = new URL('../', import.meta.url).pathname
/** Built beforehand, into what the server serves. */
const browserCode = /^src\/(web|playground\/panel)\//

const files = globSync('src/**/*.ts', { cwd: root }).filter((file) => !browserCode.test(file))
const importsOf = (file: string) =>
  [...readFileSync(`${root}${file}`, 'utf8').matchAll(/^(?:import(?! type\b).* from|import|\} from) '([^'.][^']*)'/gm)]
    .map(([, name = '']) => name)
    .filter((name) => !name.startsWith('node:'))
    .map((name) => name.match(/^(@[^/]+\/)?[^/]+/)?.[0] ?? name)

test('the server imports packages that are dependencies', () => {
  const imported = new Set(files.flatMap(importsOf))
  expect(imported).toContain('pg-boss')
  expect([...imported].filter((name) => !(name in packageJson.dependencies))).toEqual([])
})
