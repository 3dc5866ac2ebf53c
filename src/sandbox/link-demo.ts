/** Sets up the demo company in an empty administration: some participants known already, the link on, and a first sync. */
import { createCompany } from '../administration/company.ts'
import type { Administration } from '../administration/dependencies.ts'
import { updateEnrolmentRule } from '../administration/enrolment.ts'
import { configureLink, enableLink } from '../administration/link.ts'
import { createParticipant, type NewParticipant, updateParticipant } from '../administration/participant.ts'
import type { SyncService } from '../sync/service.ts'
import { demoAccount } from './accounts.ts'

const actor = 'demo'

/** Does nothing when there is a company already. */
export async function linkDemoCompany(
  administration: Administration,
  sync: Pick<SyncService, 'trigger'>,
): Promise<void> {
  if ((await administration.prisma.company.count()) > 0) return
  const company = await createCompany({ number: '1001', name: 'Bakkerij De Gouden Aar B.V.' }, administration)
  const companyId = company.id
  await updateEnrolmentRule({ companyId, scheme: 'OP1', minimumAge: 18 }, administration)
  await updateEnrolmentRule({ companyId, scheme: 'NP', minimumAge: 18, waitingMonths: 1 }, administration)
  await addKnownParticipants(companyId, administration)
  const { username, token, domain } = demoAccount
  await configureLink({ companyId, username, token, domain }, administration)
  await enableLink(companyId, administration)
  await sync.trigger({ companyId, mode: 'APPLY', employeeNumber: null, requestedBy: actor })
}

/** Whom the administration knew before the link, with little more than a name: what Nmbrs adds is an enrichment. */
async function addKnownParticipants(companyId: string, administration: Administration): Promise<void> {
  const add = (participant: Omit<NewParticipant, 'companyId'>) =>
    createParticipant({ companyId, ...participant }, actor, administration)
  await add({ employeeNumber: 101, initials: 'S.M.', lastName: 'Korenaar', birthDate: '1984-03-12' })
  await add({ employeeNumber: 103, initials: 'F.', lastName: 'Bakhuis', birthDate: '1990-07-04' })
  // A business e-mail address that Nmbrs does not have: the sync empties it.
  const { id } = await add({ employeeNumber: 125, initials: 'R.', lastName: 'Onbekend' })
  const emailWork = 'robin.onbekend@goudenaar.example'
  await updateParticipant({ participantId: id, emailWork }, actor, administration)
  // Without a number: looks like employee 129, who is not taken in until a person has said that they are one.
  await add({ initials: 'T.', lastName: 'Tweemaal', birthDate: '1988-10-09' })
}
