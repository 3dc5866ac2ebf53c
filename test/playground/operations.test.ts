import { readdirSync, readFileSync } from 'node:fs'
import { parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { schema } from '../../src/graphql/schema.ts'
import { playground } from '../../src/playground/playground.ts'

const folder = new URL('../../src/playground/operations/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'))

test.each(files)('%s is an operation of this API, and says in Dutch what it is for', (name) => {
  const text = readFileSync(new URL(name, folder), 'utf8')
  expect(validate(schema, parse(text))).toEqual([])
  expect(text).toMatch(/^# [A-Z].+\.\n|^# [A-Z].+: druk op/)
})

test('the playground opens with an operation that needs nothing to be filled in', () => {
  const [operation] = parse(playground().defaultQuery ?? '').definitions
  expect(operation).toMatchObject({ kind: 'OperationDefinition', operation: 'query' })
  expect(operation && 'variableDefinitions' in operation ? (operation.variableDefinitions ?? []) : null).toEqual([])
})
