/** What the panel knows of the company that the reader has chosen: what the variables of the operations are filled from. */
import type { KnownCompanyQuery, KnownNamesakesQuery, KnownParticipantFragment } from '../generated/operations.ts'

export type ChosenCompany = { id: string; number: string; name: string }

/** null while there is no company. */
export type Known =
  | (ChosenCompany & {
      company: NonNullable<KnownCompanyQuery['company']>
      /** Participants of the same name as one of whom a signal says that they are in the list twice. */
      namesakes: KnownParticipantFragment[]
    })
  | null

/** Asks one of the operations of panel/known.graphql. */
export type AskKnown = <Data>(operationName: string, variables: Record<string, unknown>) => Promise<Data>

/** All of it as it is now; null when the company is gone. */
export async function askKnown(chosen: ChosenCompany, ask: AskKnown): Promise<Known> {
  const bedrijf = chosen.id
  const { company } = await ask<KnownCompanyQuery>('KnownCompany', { bedrijf })
  if (!company) return null
  // A warning is of two participants; an error of one, and an employee in Nmbrs who is none.
  const doubtful = nodes(company.signals).find(({ severity }) => severity === 'WARNING')?.participant
  if (!doubtful?.lastName) return { ...chosen, company, namesakes: [] }
  const found = await ask<KnownNamesakesQuery>('KnownNamesakes', { bedrijf, naam: doubtful.lastName })
  return { ...chosen, company, namesakes: nodes(found.company?.participants) }
}

const nodes = <Node>(connection: { edges: readonly { node: Node }[] } | undefined): Node[] =>
  connection?.edges.map(({ node }) => node) ?? []

export const participantsOf = (known: Known) => nodes(known?.company.participants)

/** Someone in service, to fill in where any participant will do. */
export const someone = (known: Known) => participantsOf(known).find(({ status }) => status === 'ACTIVE')

/** An enrolment that goes on, with whose it is. */
export function openEnrolment(known: Known) {
  for (const participant of participantsOf(known)) {
    const enrolment = participant.enrolments.find(({ endDate }) => endDate === null)
    if (enrolment && participant.status === 'ACTIVE') return { participant, enrolment }
  }
  return undefined
}

/** The run that waits for a decision, if there is one. */
export function heldRun(known: Known) {
  return nodes(known?.company.syncRuns).find(({ status }) => status === 'HELD')
}

/** A participant without a number who looks like an employee in Nmbrs. */
export function unnumbered(known: Known) {
  return nodes(known?.company.signals).find(({ participant }) => participant && participant.employeeNumber === null)
}

/** Two participants of one date of birth and last name, the one with a number first; only one of the two may have one. */
export function lookAlikes(known: Known) {
  const participants = [...participantsOf(known), ...(known?.namesakes ?? [])]
  for (const duplicate of participants.filter(({ employeeNumber }) => employeeNumber === null)) {
    const keep = participants.find(
      ({ id, lastName, birthDate }) =>
        id !== duplicate.id &&
        birthDate !== null &&
        birthDate === duplicate.birthDate &&
        lastName === duplicate.lastName,
    )
    if (keep) return [keep, duplicate]
  }
  return []
}

/** Said where an id is not known. */
export const fromSearch = 'het id staat bij Deelnemers zoeken'
