/** Documents that lead nowhere, or leave out what they are there for. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { linkCalls } from '../../src/core/connection.ts'
import { signalCodes } from '../../src/core/findings.ts'
import { callPurpose } from '../../src/core/texts/connection-advice.ts'
import { signalName } from '../../src/core/texts/signal-names.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const documentsIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
const documents = [...documentsIn('.'), ...documentsIn('docs')]
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

/** Headings as GitHub makes anchors of them. */
const anchorsIn = (file: string) =>
  [...textOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- ]/gu, '')
      .replaceAll(' ', '-'),
  )

const links = documents.flatMap((file) =>
  [...textOf(file).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => [file, target] as const),
)

test.each(links)('%s links to %s, which is there', (file, target) => {
  const [path, anchor] = target.split('#')
  const linked = path ? join(dirname(file), path) : file
  expect(existsSync(join(root, linked))).toBe(true)
  if (anchor) expect(anchorsIn(linked)).toContain(anchor)
})

test.each(documents)('%s names only commands that are there', (file) => {
  const { scripts } = JSON.parse(textOf('package.json'))
  for (const [, name = ''] of textOf(file).matchAll(/npm run ([\w:-]+)/g)) expect(scripts).toHaveProperty([name])
  for (const [, path = ''] of textOf(file).matchAll(/node (src\/[\w/.-]+)/g))
    expect(existsSync(join(root, path))).toBe(true)
})

describe('docs/helpdesk.md', () => {
  const guide = textOf('docs/helpdesk.md')

  test('lists every call that a link needs, with what it is for', () => {
    for (const [service, calls] of Object.entries(linkCalls))
      for (const call of calls) expect(guide).toContain(`| ${service} | ${call} | ${callPurpose(call, 'nl')} |`)
  })

  test.each(signalCodes)('says what to do about %s, by its name', (code) => {
    expect(guide).toContain(`| **${signalName(code, 'nl')}**`)
  })
})
