/**
 * Random operations over a whole schema: every field, argument, input field, root and subscription, whatever is least used
 * so far first. Their ids and cursors are those of the companies that it is given.
 */
import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql'
import { encodeCursor } from '../../../src/feed/cursor.ts'
import { globalId } from './seed.ts'
import type { WholeCompany } from './whole-company.ts'

export type RandomOperation = { kind: 'query' | 'mutation' | 'subscription'; text: string }

export type RandomOperations = {
  next(): RandomOperation
  /** How often each "Type.field", "Type.field(argument)" and "Input.field" was used. */
  uses: ReadonlyMap<string, number>
}

const deepest = 4 // selections within each other
const lookAhead = 4 // fields below each other
/** Operations in which it need not be known anew what is least used. */
const leastIsKnownFor = 20

/** Arguments of which an operation gives one at most. */
const oneOf = [
  ['first', 'last'],
  ['id', 'number'],
]

type Field = GraphQLField<unknown, unknown>

export function randomOperations(
  schema: GraphQLSchema,
  companies: readonly WholeCompany[],
  seed: number,
): RandomOperations {
  const uses = new Map<string, number>(everyUse(schema).map((use) => [use, 0]))
  const random = randomNumbers(seed)
  const chance = (probability: number) => random() < probability
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
  const use = (name: string) => uses.set(name, (uses.get(name) ?? 0) + 1)
  const usesOf = (name: string) => uses.get(name) ?? 0

  /** How often the least used is used of what a type gives, down to so many fields below it. */
  function leastIn(type: GraphQLNamedType, levels: number): number {
    const key = `${type.name} ${levels}`
    const known = least.get(key)
    if (known !== undefined) return known
    const fields = isObjectType(type) ? Object.values(type.getFields()) : []
    const members = isUnionType(type) ? type.getTypes() : []
    const counts = [
      ...fields.map((field) => leastOf(type, field, levels)),
      ...members.map((member) => leastIn(member, levels)),
    ]
    const count = Math.min(...counts)
    least.set(key, count)
    return count
  }

  function leastOf(type: GraphQLNamedType, { name, args, type: result }: Field, levels: number): number {
    const own = [`${type.name}.${name}`, ...args.map((argument) => `${type.name}.${name}(${argument.name})`)]
    const below = levels > 0 ? leastIn(getNamedType(result), levels - 1) : Number.POSITIVE_INFINITY
    return Math.min(below, ...own.map(usesOf))
  }

  /** Mostly the field below which something is least used. */
  function choose(type: GraphQLNamedType, fields: readonly Field[]): Field {
    if (chance(0.4)) return pick(fields)
    const counted = fields.map((field) => ({ field, count: leastOf(type, field, lookAhead) }))
    const fewest = Math.min(...counted.map(({ count }) => count))
    return pick(counted.filter(({ count }) => count === fewest)).field
  }

  const least = new Map<string, number>()
  let made = 0
  let depthOfThis = deepest
  let aliases = 0
  let fragments: string[] = []

  function selection(type: GraphQLNamedType, depth: number): string {
    if (isUnionType(type)) {
      for (const field of ['message', 'code']) use(`Error.${field}`)
      const members = type.getTypes().map((member) => on(member, depth))
      return `{ __typename ... on Error { message code } ${members.join(' ')} }`
    }
    if (isInterfaceType(type)) {
      const fields = Object.keys(type.getFields()).filter(() => chance(0.3))
      for (const field of fields) use(`${type.name}.${field}`)
      const members = schema.getPossibleTypes(type)
      return `{ __typename ${fields.join(' ')} ${[pick(members), pick(members)].map((member) => on(member, depth)).join(' ')} }`
    }
    return `{ ${fieldsOf(type as GraphQLObjectType, depth)} }`
  }

  function on(type: GraphQLObjectType, depth: number): string {
    const body = `on ${type.name} { ${fieldsOf(type, depth)} }`
    if (chance(0.7)) return `... ${body}`
    const name = `Part${fragments.length}`
    fragments.push(`fragment ${name} ${body}`)
    return `...${name}`
  }

  function fieldsOf(type: GraphQLObjectType, depth: number): string {
    const all = Object.values(type.getFields()).filter(
      (field) => depth < depthOfThis || isLeafType(getNamedType(field.type)),
    )
    const isPage = 'edges' in type.getFields()
    const chosen = new Set(isPage ? [type.getFields().edges!] : [])
    const count = depth === 0 ? 1 : 1 + Math.floor(random() * 2)
    for (let n = 0; n < count && all.length > 0; n++) chosen.add(choose(type, all))
    const written = [...chosen]
      .filter((field) => all.includes(field))
      .map((field) => {
        use(`${type.name}.${field.name}`)
        aliases += 1
        const named = getNamedType(field.type)
        const below = isLeafType(named) ? '' : selection(named, isPage || field.name === 'node' ? depth : depth + 1)
        return `a${aliases}: ${field.name}${argumentsOf(type.name, field)} ${below}`
      })
    return written.join(' ') || '__typename'
  }

  function argumentsOf(typename: string, field: Field): string {
    const given = new Map(
      field.args
        .filter(({ name, type }) => isNonNullType(type) || chance(name === 'first' ? 0.9 : 0.6))
        .map((argument) => [argument.name, argument]),
    )
    for (const pair of oneOf) if (pair.every((name) => given.has(name))) given.delete(pick(pair))
    const values = [...given.values()].map((argument) => {
      use(`${typename}.${field.name}(${argument.name})`)
      return `${argument.name}: ${valueFor(argument.type, argument.name, field.name)}`
    })
    return values.length > 0 ? `(${values.join(', ')})` : ''
  }

  function valueFor(type: GraphQLInputType, name: string, field: string): string {
    if (isNonNullType(type)) return valueFor(type.ofType, name, field)
    if (isListType(type)) return `[${valueFor(type.ofType, name, field)}]`
    if (isEnumType(type)) return pick(type.getValues()).name
    if (isInputObjectType(type)) {
      const given = Object.values(type.getFields()).filter((input) => isNonNullType(input.type) || chance(0.5))
      const values = given.map((input: GraphQLInputField) => {
        use(`${type.name}.${input.name}`)
        return `${input.name}: ${valueFor(input.type, input.name, field)}`
      })
      return `{ ${values.join(', ')} }`
    }
    switch (type.name) {
      case 'ID':
        return JSON.stringify(idFor(name, field))
      case 'Int':
        return String(name === 'first' || name === 'last' ? pick([1, 2, 3]) : pick([1, 1, 2, 7, 0, -1]))
      case 'Boolean':
        return String(chance(0.5))
      case 'Date':
        return `"2026-0${pick([1, 2, 3])}-01"`
      case 'DateTime':
        return `"${pick([1900, 2020, 2100])}-01-01T00:00:00Z"`
      case 'Decimal':
        return `"${pick([1, 25, 40])}.5"`
      default:
        return JSON.stringify(textFor(name, field))
    }
  }

  function idFor(name: string, field: string): string {
    const type = idTypes[name] ?? idTypes[field]
    const company = pick(companies)
    const kind = type === undefined || chance(0.03) ? pick(Object.keys(company.ids)) : type
    return chance(0.05) ? globalId(kind, '01a20924-ba7e-7009-9670-cbf7b314999b') : pick(company.ids[kind]!)
  }

  function textFor(name: string, field: string): string {
    if (name === 'after' || name === 'before') return chance(0.3) ? encodeCursor(['0']) : pick(pick(companies).cursors)
    if (name === 'number' && field === 'company') return pick(companies).number
    if (name === 'search') return pick(['', 'a', pick(companies).number.split(' ')[0]!])
    if (name === 'token') return pick(['x', 'fedcba9876543210fedcba9876543210'])
    if (name === 'username' || name.startsWith('email')) return 'iemand@voorbeeld.nl'
    return `Nieuw ${Math.floor(random() * 1_000)}`
  }

  return {
    uses,
    next() {
      if (made++ % leastIsKnownFor === 0) least.clear()
      depthOfThis = 1 + Math.floor(random() * deepest)
      aliases = 0
      fragments = []
      const roll = random()
      const kind = roll < 0.85 ? 'query' : roll < 0.97 ? 'mutation' : 'subscription'
      const root = {
        query: schema.getQueryType(),
        mutation: schema.getMutationType(),
        subscription: schema.getSubscriptionType(),
      }[kind]!
      const body = fieldsOf(root, 0)
      return { kind, text: `${kind} { ${body} } ${fragments.join(' ')}` }
    },
  }
}

/** What an id is of, by the name of its argument or else of the field. */
const idTypes: Record<string, string> = {
  companyId: 'Company',
  company: 'Company',
  participantId: 'Participant',
  keepId: 'Participant',
  duplicateId: 'Participant',
  exportParticipant: 'Participant',
  enrolmentId: 'Enrolment',
  syncRun: 'SyncRun',
  syncRunId: 'SyncRun',
  approveSyncRun: 'SyncRun',
  rejectSyncRun: 'SyncRun',
}

function everyUse(schema: GraphQLSchema): string[] {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))
  return types.flatMap((type) => {
    if (isInputObjectType(type)) return Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
    if (!isObjectType(type) && !isInterfaceType(type)) return []
    return Object.values(type.getFields()).flatMap((field) => [
      `${type.name}.${field.name}`,
      ...(isObjectType(type) ? field.args.map(({ name }) => `${type.name}.${field.name}(${name})`) : []),
    ])
  })
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
