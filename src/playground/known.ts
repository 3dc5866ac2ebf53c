/** What the panel knows of the company that the reader has chosen: what the variables of the operations are filled from. */
import type { KnownCompanyQuery } from '../generated/operations.ts'

/** null while there is no company. */
export type Known = {
  id: string
  number: string
  name: string
  company: NonNullable<KnownCompanyQuery['company']>
} | null

const nodes = <Node>(connection: { edges: readonly { node: Node }[] } | undefined): Node[] =>
  connection?.edges.map(({ node }) => node) ?? []

export const participantsOf = (known: Known) => nodes(known?.company.participants)

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
  const participants = participantsOf(known)
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
