/** The ready operations: each is one of this API, says what it is for, and can be sent as it is filled in. */
import { readdirSync, readFileSync } from 'node:fs'
import { getOperationAST, getVariableValues, parse, type TypedQueryDocumentNode, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as operations from '../../src/generated/operations.ts'
import { schema } from '../../src/graphql/schema.ts'
import { askKnown, type Known } from '../../src/playground/known.ts'
import type { ReadyOperation } from '../../src/playground/ready-operation.ts'
import { groups } from '../../src/playground/ready-operations.ts'
import { variablesText } from '../../src/playground/variables-text.ts'
import { startTestApp, type TestApp } from '../support/app.ts'

const folder = new URL('../../src/playground/operations/', import.meta.url)
const textOf = ({ slug }: ReadyOperation) => readFileSync(new URL(`${slug}.graphql`, folder), 'utf8')
const all = groups.flatMap((group) => group.operations)
const named = all.map((operation) => [operation.title, operation] as const)

test('each file is in the list, once', () => {
  const files = readdirSync(folder).map((name) => name.replace('.graphql', ''))
  expect(all.map(({ slug }) => slug).sort()).toEqual(files.sort())
  expect(new Set(all.map(({ title }) => title)).size).toBe(all.length)
})

describe.each(named)('%s', (_title, operation) => {
  const document = parse(textOf(operation))
  const definition = getOperationAST(document)

  test('is an operation of this API, and begins with what it is for', () => {
    expect(validate(schema, document)).toEqual([])
    expect(textOf(operation)).toMatch(/^# \p{Lu}.+\.\n/u)
  })

  test('is live when it is a subscription', () => {
    expect(operation.live).toBe(definition?.operation === 'subscription')
  })

  test('has variables that it takes, also while there is no company', () => {
    const { errors } = getVariableValues(schema, definition?.variableDefinitions ?? [], operation.variables(null))
    expect(errors).toBeUndefined()
  })
})

describe('filled in for the demo company', () => {
  let app: TestApp
  let known: Known
  const documents = { KnownCompany: operations.KnownCompanyDocument, KnownNamesakes: operations.KnownNamesakesDocument }
  const ask = <Data>(operationName: string, variables: Record<string, unknown>) =>
    app.ask(
      documents[operationName as keyof typeof documents] as TypedQueryDocumentNode<Data, typeof variables>,
      variables,
    )

  beforeAll(async () => {
    app = await startTestApp({ demo: true })
    await app.syncNow()
    const { companies } = await app.ask(operations.KnownCompaniesDocument, {})
    known = await askKnown(companies.edges[0]!.node, ask)
  })
  afterAll(() => app[Symbol.asyncDispose]())

  const variablesOf = (slug: string, known: Known) => variablesText(all.find((one) => one.slug === slug)!, known)

  test('says that someone who looks like an employee in Nmbrs gets a number, before there is anyone to merge with', () => {
    expect(variablesOf('personeelsnummer-invullen', known)).toMatch(/T\. Tweemaal\n.*\n.*"personeelsnummer": 129/)
    expect(variablesOf('dubbele-deelnemers-samenvoegen', known)).toContain('kies Personeelsnummer invullen')
  })

  test('finds two participants to merge by the signal about them, wherever in the list they are', async () => {
    const { syncNow, database } = app
    const participant = { companyId: known!.id, lastName: 'Korenaar', birthDate: '1984-03-12' }
    await app.ask(operations.CreateParticipantDocument, { input: { ...participant, initials: 'S.' } })
    await syncNow()
    const now = (await askKnown(known!, ask))!
    expect(await database.prisma.signal.count({ where: { code: 'POSSIBLE_DUPLICATE', severity: 'WARNING' } })).toBe(1)
    const beyondTheFirst = { ...now, company: { ...now.company, participants: { edges: [] } } }
    expect(variablesOf('dubbele-deelnemers-samenvoegen', beyondTheFirst)).toMatch(
      /\/\/ S\.M\. Korenaar, nummer 101\n {2}"behouden": "[\w=]+",\n {2}\/\/ S\. Korenaar: deze gaat op in de ander\n/,
    )
  })

  /** These ask for something that only a person knows, for an address of whoever asks, or for a run that is held. */
  const unfilled = ['bedrijf-toevoegen', 'koppeling-instellen', 'dubbele-deelnemers-samenvoegen', 'mail-instellen']
  const complete = named.filter(
    ([, { slug, live }]) => !live && !unfilled.includes(slug) && !slug.startsWith('vastgehouden'),
  )
  const isSwitchOff = ({ slug }: ReadyOperation) => slug === 'koppeling-uitzetten'
  const offLast = complete.toSorted(([, one], [, other]) => Number(isSwitchOff(one)) - Number(isSwitchOff(other)))

  test.each(offLast)('%s is answered without an error', async (_title, operation) => {
    const document = parse(textOf(operation)) as TypedQueryDocumentNode<Record<string, unknown>>
    const answer = JSON.stringify(await app.ask(document, operation.variables(known)))
    expect(answer).not.toMatch(/"code":"\w+","message"/)
    expect(answer).not.toContain('"company":null')
  })

  test('says above a variable what it is', () => {
    const operation = all.find(({ slug }) => slug === 'uitleg-bij-een-veld')!
    expect(variablesText(operation, known)).toMatch(
      /^\{\n {2}\/\/ .+\n {2}"deelnemer": "[\w=]+",\n {2}"veld": "PART_TIME_PERCENTAGE"\n\}$/,
    )
  })

  test.each(named)('%s: without what is said between them, the variables are JSON', (_title, operation) => {
    const json = variablesText(operation, known).replaceAll(/^ *\/\/.*$/gm, '')
    expect(json === '' ? {} : JSON.parse(json)).toEqual(operation.variables(known))
  })
})
