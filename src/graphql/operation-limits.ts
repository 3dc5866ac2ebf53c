/**
 * How much one operation may ask. A field counts 1; what is below a list counts as often as the list may have rows: the
 * page size of a connection, the number given with the field for other lists, or else 10.
 */
import { complexityFromQuery } from '@pothos/plugin-complexity'
import { type ExecutionArgs, type GraphQLError, getOperationAST, getVariableValues, Kind } from 'graphql'
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
    const errors = errorsIn(args, mayExplore(args.contextValue.viewer))
    if (errors.length > 0) setResultAndStopExecution({ errors })
  }
  return { onExecute: check, onSubscribe: check }
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
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  const { depth, complexity } = complexityFromQuery(
    { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] },
    { schema, variables, ctx: contextValue },
  )
  if (depth > limits.depth) return tell(problemTexts.tooDeep(depth, limits.depth))
  if (complexity > limits.complexity) return tell(problemTexts.tooMuch(complexity, limits.complexity))
  return []
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
