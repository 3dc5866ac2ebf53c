/** Someone of the demo company who was also entered by hand, without a number, and what merging the two gives. */
import {
  CompanyIdDocument,
  CreateParticipantDocument,
  EnrolDocument,
  MergeParticipantsDocument,
  ParticipantsDocument,
  SignalsDocument,
} from '../../../src/generated/operations.ts'
import type { TestApp } from '../../support/app.ts'

/** Employees of the demo company by number. */
const people = {
  102: { initials: 'P.', lastName: 'Molenaar', birthDate: '1979-11-30' },
  104: { initials: 'J.C.', lastName: 'Deeg', birthDate: '1988-01-19' },
  105: { initials: 'M.E.', lastName: 'Vries', birthDate: '1986-05-23' },
  106: { initials: 'A.B.', lastName: 'Vries', birthDate: '1982-12-02' },
  107: { initials: 'L.', lastName: 'Roggen', birthDate: '1993-08-08' },
  108: { initials: 'H.J.', lastName: 'Gist', birthDate: '1975-02-27' },
  129: { employeeNumber: 129, lastName: 'Tweemaal', birthDate: '1988-10-09' },
}

export async function enterByHand(app: TestApp, who: keyof typeof people): Promise<string> {
  const { company } = await app.ask(CompanyIdDocument, { number: '1001' })
  const input = { companyId: company?.id ?? '', ...people[who] }
  const { createParticipant } = await app.ask(CreateParticipantDocument, { input })
  if (createParticipant.__typename !== 'MutationCreateParticipantSuccess') throw new Error('not created')
  return createParticipant.data.id
}

export const enrol = (app: TestApp, participant: string, scheme: 'OP1' | 'BIJSPAREN', start: string) =>
  app.ask(EnrolDocument, { participant, scheme, start })

export async function idOfNumber(app: TestApp, number: number): Promise<string> {
  const { company } = await app.ask(ParticipantsDocument, { company: '1001' })
  return company?.participants.edges.find(({ node }) => node.employeeNumber === number)?.node.id ?? ''
}

/** What the API answers, also when it refuses. */
export const askToMerge = async (app: TestApp, keep: string, duplicate: string) =>
  (await app.ask(MergeParticipantsDocument, { keep, duplicate })).mergeParticipants

/** The participant who is kept. */
export async function merge(app: TestApp, keep: string, duplicate: string) {
  const answer = await askToMerge(app, keep, duplicate)
  if (answer.__typename !== 'MutationMergeParticipantsSuccess') throw new Error(JSON.stringify(answer))
  return answer.data
}

/** Whom an open signal says to be a possible duplicate, by number. */
export async function lookAlikes(app: TestApp): Promise<(number | null)[]> {
  const { company } = await app.ask(SignalsDocument, { company: '1001' })
  const found = (company?.signals.edges ?? []).filter(({ node }) => node.code === 'POSSIBLE_DUPLICATE')
  return found.map(({ node }) => node.employeeNumber ?? null)
}

/** The database's own id in an id of the API. */
export const rowId = (globalId: string): string => Buffer.from(globalId, 'base64').toString().split(':')[1] ?? ''
