/**
 * Subscribers who ask the same of the same event, and may see the same, get one answer that is made once: after a large run
 * that is hundreds of them for each page. Nothing is kept beyond the event itself.
 */
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  executeSubscriptionEvent,
  Kind,
  mapSourceToResponseEvent,
  print,
  TypeInfo,
  type ValidatedSubscriptionArgs,
  validateSubscriptionArgs,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { isAsyncIterable, type Plugin } from 'graphql-yoga'
import type { Context } from './context.ts'

type Answers = Map<string, Promise<ExecutionResult>>

export function useSharedEvents(): Plugin<Context> {
  const answersTo = new WeakMap<object, Answers>()

  const answer = async (event: object, question: string, operation: ValidatedSubscriptionArgs) => {
    const answers = answersTo.get(event) ?? new Map<string, Promise<ExecutionResult>>()
    answersTo.set(event, answers)
    const shared = answers.get(question) ?? Promise.resolve(executeSubscriptionEvent(operation))
    answers.set(question, shared)
    const result = await shared
    if (result.data) return result
    // Going on with the next event would pass over this one. So it ends here, and the subscriber comes back for it.
    answers.delete(question)
    throw result.errors?.[0] ?? new Error('An event without data')
  }

  const subscribe = async (args: ExecutionArgs & { contextValue: Context }) => {
    const operation = validateSubscriptionArgs(args)
    if (!('schema' in operation)) return { errors: operation }
    const events = await createSourceEventStream(operation)
    if (!isAsyncIterable(events)) return events
    const question = questionOf(operation, args)
    return mapSourceToResponseEvent(operation, events, (each) => answer(each.rootValue as object, question, each))
  }
  return { onSubscribe: ({ setSubscribeFn }) => setSubscribeFn(subscribe as never) }
}

/** All that an answer depends on beside the event: what is asked, in which language, and what the asker may see. */
function questionOf(
  operation: ValidatedSubscriptionArgs,
  { document, variableValues, contextValue: { viewer, locale } }: ExecutionArgs & { contextValue: Context },
): string {
  const shown = variablesIn(operation)
  const variables = Object.entries(variableValues ?? {}).filter(([name]) => shown.has(name))
  const rights = [viewer.role, viewer.companyNumbers]
  const reader = isPersonal(operation) ? viewer.subject : null
  return JSON.stringify([print(document), operation.operation.name?.value, variables, rights, locale, reader])
}

/** Marks a field that each viewer must read for themselves: it tells something of them, or its reading is recorded. */
export const personalField = { isPersonal: true }

function isPersonal({ schema, document }: ValidatedSubscriptionArgs): boolean {
  const types = new TypeInfo(schema)
  let found = false
  const look = () => {
    found ||= types.getFieldDef()?.extensions.isPersonal === true
  }
  visit(document, visitWithTypeInfo(types, { Field: look }))
  return found
}

/** The arguments of the subscription itself, such as its cursor, choose the events; what each shows stands below it. */
function variablesIn({ operation, fragmentDefinitions }: ValidatedSubscriptionArgs): Set<string> {
  const below = operation.selectionSet.selections.map((selection) =>
    selection.kind === Kind.FIELD && selection.selectionSet ? selection.selectionSet : selection,
  )
  const names = new Set<string>()
  for (const part of [...below, ...Object.values(fragmentDefinitions)])
    visit(part, { Variable: ({ name }) => void names.add(name.value) })
  return names
}
