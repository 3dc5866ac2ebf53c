/** Mutations of the API: each gives what was asked for, or why it was refused. */
import { type AnyVariables, type TypedDocumentNode, useMutation } from '@urql/preact'
import { useState } from 'preact/hooks'
import { useTexts } from '../texts/context.ts'

/** Why something was not done, in words; `fields` by the name of the input field. */
export type Problem = { message: string; fields: Record<string, string> }

type Refusal = { __typename: string; message: string; fields?: { path: string[]; message: string }[] }
type Success = { data: unknown }
type Given<Data> = Extract<Data[keyof Data], Success>['data' & keyof Extract<Data[keyof Data], Success>]

export type Action<Data, Variables> = {
  /** Resolves with what the mutation gives; null when it was refused, which `problem` then explains. */
  act(variables: Variables): Promise<Given<Data> | null>
  busy: boolean
  problem: Problem | null
  /** Forgets the problem: what it was about has changed. */
  forget(): void
}

/** For a mutation with one field, of which the result is a union of a success and refusals. */
export function useAction<Data extends object, Variables extends AnyVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
): Action<Data, Variables> {
  const texts = useTexts()
  const [{ fetching }, execute] = useMutation(mutation)
  const [problem, setProblem] = useState<Problem | null>(null)
  const act = async (variables: Variables) => {
    setProblem(null)
    const { data, error } = await execute(variables)
    const outcome = data && (Object.values(data)[0] as Success | Refusal)
    if (outcome && 'data' in outcome) return outcome.data as Given<Data>
    const words = error?.networkError ? texts.noServer : (error?.graphQLErrors[0]?.message ?? texts.somethingWrong)
    setProblem(outcome ? asProblem(outcome) : { message: words, fields: {} })
    return null
  }
  return { act, busy: fetching, problem, forget: () => setProblem(null) }
}

/** The last part of a path names the field: ["input", "token"] → "token". */
const asProblem = ({ message, fields = [] }: Refusal): Problem => ({
  message,
  fields: Object.fromEntries(fields.map((field) => [field.path.at(-1) ?? '', field.message])),
})
