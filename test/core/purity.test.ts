/** The core knows no clock, no waiting and no outside: only then is a plan a matter of its input alone. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const core = resolve(import.meta.dirname, '../../src/core')
const files = globSync('**/*.ts', { cwd: core })
const sourceOf = (file: string) => readFileSync(resolve(core, file), 'utf8')
const withoutComments = (source: string) => source.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')

const forbidden: Record<string, RegExp> = {
  await: /\bawait\b/,
  async: /\basync\b/,
  Promise: /\bPromise\b/,
  'Date.now': /\bDate\.now\b/,
  'new Date without a date': /\bnew Date(?!\w)(?!\([^)])/,
  'another clock': /\bTemporal\.Now\b|\bperformance\b/,
  console: /\bconsole\./,
  process: /\bprocess\./,
  chance: /\bMath\.random\b|\bcrypto\b/,
  'fetch or timers': /\bfetch\(|\bset(Timeout|Interval|Immediate)\b/,
  globalThis: /\bglobalThis\b/,
}

describe.each(files)('src/core/%s', (file) => {
  test('imports only the core, and decimals.ts decimal.js', () => {
    const imported = [...sourceOf(file).matchAll(/\b(?:from|import\(?) ?'([^'\s]+)'/g)].map(([, name = '']) => name)
    const outside = imported.filter((name) =>
      name.startsWith('.')
        ? relative(core, resolve(core, dirname(file), name)).startsWith('..')
        : name !== 'decimal.js' || file !== 'decimals.ts',
    )
    expect(outside).toEqual([])
  })

  test('does not wait, ask the time, write or roll dice', () => {
    const source = withoutComments(sourceOf(file))
    expect(Object.keys(forbidden).filter((name) => forbidden[name]?.test(source))).toEqual([])
  })
})

test('there is a core to look at', () => {
  expect(files.length).toBeGreaterThan(30)
})
