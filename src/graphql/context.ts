/** What resolvers work with. */
import type { Administration } from '../administration/dependencies.ts'
import type { CompaniesOf } from '../audit/targets.ts'
import type { Audit } from '../audit/trail.ts'
import type { IsoDate } from '../core/employee.ts'
import type { Locale } from '../core/texts/index.ts'
import type { ViewerDatabase } from '../db/viewer-database.ts'
import type { FeedPages } from '../feed/pages.ts'
import type { WakeUp } from '../feed/wake-up.ts'
import type { SyncService } from '../sync/service.ts'
import type { Allowance, Place } from './allowance.ts'
import { createBsnReader, type OpenBsn } from './bsn-reader.ts'

export const roles = ['HELPDESK', 'ACCOUNTANT', 'EMPLOYER'] as const

/** Who is asking. HELPDESK sees every company; the others those whose numbers are in their token. */
export type Viewer = {
  subject: string
  name: string | null
  email: string | null
  role: (typeof roles)[number]
  companyNumbers: readonly string[] | 'all'
  /** When the token ends that says all this; null when there is none, and whoever calls is let in. */
  expiresAt: Date | null
}

/** The same for every request; made once, in app.ts. */
export type Services = {
  databaseFor(viewer: Viewer): ViewerDatabase
  wakeUp: WakeUp
  feedPages: FeedPages
  /** Is told how many seconds after it was entered a mutation went out to a subscriber. */
  onDelivered(seconds: number): void
  administration: Omit<Administration, 'prisma'>
  sync: Pick<SyncService, 'trigger'>
  /** Today's date in the time zone of the sync. */
  today(): IsoDate
  night: {
    cron: string
    timeZone: string
    /** When the next night starts; null when there is none. */
    next(): Date | null
  }
  audit: Audit
  /** For the audit trail, which knows what the viewer may not: nothing of it goes into an answer. */
  companiesOf: CompaniesOf
}

/** Who calls, and in which language they are answered. */
export type Caller = { viewer: Viewer; locale: Locale }

/** There is no way from here to a database without the viewer's limits. */
export type Context = Omit<Services, 'databaseFor' | 'administration'> &
  ViewerDatabase &
  Caller & {
    administration: Administration
    openBsn: OpenBsn
    /** As of the allowance, for this viewer. */
    alone<Result>(task: () => Promise<Result>): Promise<Result>
    subscription(): Place
    /** Aborts when the server stops: subscriptions end. */
    stopping: AbortSignal
  }

export function createContext(
  { databaseFor, ...services }: Services,
  caller: Caller,
  { allowance, stopping }: { allowance: Allowance; stopping: AbortSignal },
): Context {
  const database = databaseFor(caller.viewer)
  const { prisma } = database
  const administration = { ...services.administration, prisma }
  return {
    ...services,
    ...database,
    ...caller,
    administration,
    openBsn: createBsnReader(caller.viewer, { audit: services.audit, secrets: administration.secrets }),
    alone: (task) => allowance.alone(caller.viewer, task),
    subscription: () => allowance.subscription(caller.viewer),
    sync: {
      async trigger(request) {
        // The queue of jobs is the owner's. So it is seen here whether the viewer has this company at all.
        await prisma.company.findUniqueOrThrow({ where: { id: request.companyId }, select: { id: true } })
        return services.sync.trigger(request)
      },
    },
    stopping,
  }
}

/** Who did it, as shown with a mutation by hand. */
export const actorOf = ({ name, subject }: Viewer): string => name ?? subject
