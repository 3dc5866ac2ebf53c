/**
 * How much one operation may ask. A field counts 1; what is below a list counts as often as the list may have rows: the
 * page size of a connection and one more, the number given with the field for other lists, or else 10. What a subscription asks counts
 * for each of its events.
 */
import { complexityFromQuery } from '@pothos/plugin-complexity'
import {
  type ExecutionArgs,
  type FragmentDefinitionNode,
  GraphQLError,
  getOperationAST,
  getVariableValues,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { isStorable } from '../core/text.ts'
import { problemTexts, type Words } from '../core/texts/problems.ts'
import { ValidationError } from '../problems.ts'
import type { Context, Viewer } from './context.ts'
import { problemError } from './errors.ts'
import { limits } from './limits.ts'

/**
 * Refuses an operation that gives its variables values that they cannot have, is too deep or asks too much, before anything
 * of it runs. `mayExplore` says who is told what a value may have meant.
 */
export function useOperationLimits(mayExplore: (viewer: Viewer) => boolean): Plugin<Context> {
  const check = ({ args, setResultAndStopExecution }: Operation) => {
    const errors = orThrown(() => errorsIn(args, mayExplore(args.contextValue.viewer)))
    if (errors.length > 0) setResultAndStopExecution({ errors })
  }
  return { onExecute: check, onSubscribe: check }
}

/** Whoever counts a field reads its arguments first, and throws at an id of something else; a socket would close of that. */
function orThrown(check: () => readonly GraphQLError[]): readonly GraphQLError[] {
  try {
    return check()
  } catch (error) {
    if (error instanceof GraphQLError) return [error]
    throw error
  }
}

type OperationArgs = ExecutionArgs & { contextValue: Context }
type Operation = { args: OperationArgs; setResultAndStopExecution(result: { errors: readonly GraphQLError[] }): void }

function errorsIn(
  { document, operationName, schema, variableValues, contextValue }: OperationArgs,
  mayExplore: boolean,
): readonly GraphQLError[] {
  const operation = getOperationAST(document, operationName)
  if (!operation) return []
  const variables = { ...variableValues }
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
    hideSuggestions: !mayExplore,
  })
  if (values.errors) return values.errors
  const tell = (words: Words) => [problemError(tooMuch(words), contextValue.locale)]
  const unfit = unfitIn(values.variableValues.coerced)
  if (unfit) return tell(unfit)
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
  const byName = new Map(fragments.map((fragment) => [fragment.name.value, fragment]))
  const changes = operation.operation === OperationTypeNode.MUTATION ? namesIn(operation.selectionSet, byName).size : 0
  if (changes > limits.mutations) return tell(problemTexts.tooMany('mutations', changes, limits.mutations))
  const { depth, complexity } = complexityFromQuery(
    { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] },
    { schema, variables, ctx: contextValue },
  )
  if (depth > limits.depth) return tell(problemTexts.tooDeep(depth, limits.depth))
  const most = operation.operation === OperationTypeNode.SUBSCRIPTION ? limits.eventComplexity : limits.complexity
  if (complexity > most) return tell(problemTexts.tooMuch(complexity, most))
  return []
}

/** The names under which fields are answered. Each fragment is looked at once, however often it is spread. */
function namesIn({ selections }: SelectionSetNode, fragments: Map<string, FragmentDefinitionNode>): Set<string> {
  const names = selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [(selection.alias ?? selection.name).value]
    if (selection.kind === Kind.INLINE_FRAGMENT) return [...namesIn(selection.selectionSet, fragments)]
    const fragment = fragments.get(selection.name.value)
    fragments.delete(selection.name.value)
    return fragment ? [...namesIn(fragment.selectionSet, fragments)] : []
  })
  return new Set(names)
}

/** What is in the values of variables that no screen would send, and the database does not take. */
function unfitIn(value: unknown): Words | null {
  if (typeof value === 'string') return isStorable(value) ? null : problemTexts.notStorable()
  if (Array.isArray(value) && value.length > limits.values) return problemTexts.longList(value.length, limits.values)
  if (typeof value !== 'object' || value === null) return null
  for (const part of Object.values(value)) {
    const unfit = unfitIn(part)
    if (unfit) return unfit
  }
  return null
}

export const tooMuch = (words: Words) => new ValidationError({ path: ['query'], words })
