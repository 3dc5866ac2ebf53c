import { readFileSync } from 'node:fs'
import { parse, printSchema } from 'graphql'
import { expect, test } from 'vitest'
import { schema } from '../../src/graphql/schema.ts'
import { differencesFrom } from './support/contract.ts'

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')

test('schema.graphql is what the code gives; `npm run generate` writes it', () => {
  expect(read('../../schema.graphql')).toBe(`${printSchema(schema)}\n`)
})

test('the schema has every type, field, argument and value of the contract', () => {
  expect(differencesFrom(parse(read('contract.graphql')), schema)).toEqual([])
})
