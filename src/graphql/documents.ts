/**
 * From the text of a document to one that may run: read within bounds, counted, and only then validated, since what is
 * cheap to send can be dear to validate.
 */
import assert from 'node:assert/strict'
import {
  type DocumentNode,
  type GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  visit,
} from 'graphql'
import { createLRUCache, type Plugin, type YogaServerOptions } from 'graphql-yoga'
import { isStorable } from '../core/text.ts'
import { problemTexts } from '../core/texts/problems.ts'
import type { ValidationError } from '../problems.ts'
import type { ServerContext } from './caller.ts'
import type { Caller, Context, Viewer } from './context.ts'
import { problemError } from './errors.ts'
import { limits } from './limits.ts'
import { tooMuch } from './operation-limits.ts'
import { schema } from './schema.ts'

/** Throws a GraphQLError for what is no GraphQL, or too long. */
export const parseDocument = (text: string): DocumentNode =>
  parse(text, {
    maxSourceLength: limits.characters,
    maxLexicalTokens: limits.tokens,
    maxComments: limits.tokens,
  })

/** Only who may explore the schema is told what is in it: by introspection, and by what they may have meant. */
export const validateDocument = (document: DocumentNode, mayExplore: boolean): readonly GraphQLError[] =>
  validate(schema, document, mayExplore ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule], {
    hideSuggestions: !mayExplore,
  })

const counted = {
  [Kind.OPERATION_DEFINITION]: 'operations',
  [Kind.FRAGMENT_DEFINITION]: 'fragments',
  [Kind.DIRECTIVE]: 'directives',
} as const

/** What there is too much of in a document, or text that cannot be stored; null when it is within bounds. */
export function excessOf(document: DocumentNode): ValidationError | null {
  const counts = { operations: 0, fragments: 0, directives: 0, aliases: 0 }
  let storable = true
  visit(document, {
    enter(node) {
      if (node.kind === Kind.FIELD && node.alias) counts.aliases += 1
      else if (node.kind === Kind.STRING) storable &&= isStorable(node.value)
      else if (node.kind in counted) counts[counted[node.kind as keyof typeof counted]] += 1
    },
  })
  if (!storable) return tooMuch(problemTexts.notStorable())
  const kinds = Object.keys(counts) as (keyof typeof counts)[]
  const kind = kinds.find((each) => counts[each] > limits[each])
  return kind ? tooMuch(problemTexts.tooMany(kind, counts[kind], limits[kind])) : null
}

/** Nothing is remembered of a document that is not good: it costs its sender more than us. */
export const createDocumentCache = (): YogaServerOptions<object, object>['parserAndValidationCache'] => ({
  documentCache: createLRUCache<DocumentNode>({ max: limits.rememberedDocuments }),
  errorCache: { get: () => undefined, set: () => {} },
  validationCache: false, // it does not know that one viewer is told more than another
})

/** `mayExplore` says who may see the schema. */
export function useDocuments(mayExplore: (viewer: Viewer) => boolean): Plugin<Context & ServerContext> {
  const good = { explorer: new WeakSet<DocumentNode>(), other: new WeakSet<DocumentNode>() }

  const errorsOf = (document: DocumentNode, { viewer, locale }: Caller): readonly GraphQLError[] => {
    const explores = mayExplore(viewer)
    const known = good[explores ? 'explorer' : 'other']
    if (known.has(document)) return []
    const excess = excessOf(document)
    if (excess) return [problemError(excess, locale)]
    const errors = validateDocument(document, explores)
    if (errors.length === 0) known.add(document)
    return errors
  }
  return {
    onParse: ({ setParseFn }) => setParseFn(parseDocument),
    onValidate({ context: { caller }, setValidationFn }) {
      assert(caller)
      setValidationFn((_schema, document) => errorsOf(document, caller))
    },
  }
}
