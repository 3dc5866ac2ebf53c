/**
 * How much one operation may ask. A field counts 1; what is below a list counts as often as the list may have rows: the
 * page size of a connection, the number given with the field for other lists, or else 10.
 */
import { complexityFromQuery } from '@pothos/plugin-complexity'
import { type ExecutionArgs, type GraphQLError, getOperationAST, Kind } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { problemTexts, type Words } from '../core/texts/problems.ts'
import { type Problem, ValidationError } from '../problems.ts'
import type { Context } from './context.ts'
import { problemError } from './errors.ts'

/** Levels of nesting. The deepest that a screen needs is 10: companies, participants, mutations, changes. */
const mostDepth = 12

/** Values in the answer at most: a full page of 100 companies with 20 mutations each, in a dozen fields. */
const mostComplexity = 50_000

export const defaultPageSize = 20
export const largestPageSize = 100

/** Rows of a list that is not paged but may be long, such as the planned mutations of a run. */
export const longList = { multiplier: 100 }

type PageArguments = { first?: number | null; last?: number | null }

export const complexityOfPage = ({ first, last }: PageArguments) => ({ multiplier: first ?? last ?? defaultPageSize })

/** Refuses an operation that is too deep or asks too much, before anything of it runs. */
export function useLimits(): Plugin<Context> {
  const check = ({ args, setResultAndStopExecution }: Operation) => {
    const problem = problemOf(args)
    if (problem) setResultAndStopExecution({ errors: [problemError(problem, args.contextValue.locale)] })
  }
  return { onExecute: check, onSubscribe: check }
}

type OperationArgs = ExecutionArgs & { contextValue: Context }
type Operation = { args: OperationArgs; setResultAndStopExecution(result: { errors: GraphQLError[] }): void }

function problemOf({ document, operationName, schema, variableValues, contextValue }: OperationArgs): Problem | null {
  const operation = getOperationAST(document, operationName)
  if (!operation) return null
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  const { depth, complexity } = complexityFromQuery(
    { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] },
    { schema, variables: { ...variableValues }, ctx: contextValue },
  )
  if (depth > mostDepth) return tooMuch(problemTexts.tooDeep(depth, mostDepth))
  if (complexity > mostComplexity) return tooMuch(problemTexts.tooMuch(complexity, mostComplexity))
  return null
}

const tooMuch = (words: Words) => new ValidationError({ path: ['query'], words })
