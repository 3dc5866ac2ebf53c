/** What resolvers work with, on the database of a test. Nobody answers for Nmbrs, and there is no sync. */
import { createCompaniesOf } from '../../../src/audit/targets.ts'
import { createAudit } from '../../../src/audit/trail.ts'
import { type Clock, systemClock } from '../../../src/clock.ts'
import type { Database } from '../../../src/db/open.ts'
import { viewerDatabase } from '../../../src/db/viewer-database.ts'
import { createFeedPages } from '../../../src/feed/pages.ts'
import type { WakeUp } from '../../../src/feed/wake-up.ts'
import type { Services } from '../../../src/graphql/context.ts'
import { silentLog } from '../../../src/log.ts'
import { createNmbrsClient } from '../../../src/nmbrs/client.ts'
import { parseKeys } from '../../../src/security/keys.ts'
import { createSecretBox, type SecretBox } from '../../../src/security/secret-box.ts'
import { today } from '../../support/builders.ts'

/** Every BSN and token that was sealed by the tests of this process, in that order. */
export const sealedSecrets: string[] = []

const box = createSecretBox(parseKeys(`test:${Buffer.alloc(32).toString('base64')}`))

export const secrets: SecretBox = {
  ...box,
  seal(plain, boundTo) {
    if (/^(participant\.bsn|nmbrs_link\.token):/.test(boundTo)) sealedSecrets.push(plain)
    return box.seal(plain, boundTo)
  },
}

export const testServices = (
  { prisma }: Pick<Database, 'prisma'>,
  wakeUp: WakeUp,
  clock: Clock = systemClock,
): Services => ({
  databaseFor: ({ companyNumbers }) => viewerDatabase(prisma, companyNumbers),
  wakeUp,
  feedPages: createFeedPages(prisma),
  onDelivered: () => {},
  administration: {
    nmbrs: createNmbrsClient({ url: 'http://127.0.0.1:1', callsPerSecond: 1 }), // nobody listens there
    secrets,
    clock,
    log: silentLog,
    timeZone: 'Europe/Amsterdam',
  },
  sync: { trigger: () => Promise.reject(new Error('There is no sync here')) },
  today: () => today,
  night: { cron: '15 1 * * *', timeZone: 'Europe/Amsterdam', next: () => new Date('2026-11-24T00:15:00Z') },
  audit: createAudit(prisma, clock),
  companiesOf: createCompaniesOf(prisma),
})
