/** What resolvers work with. */
import type { Administration } from '../administration/dependencies.ts'
import type { Audit } from '../audit/trail.ts'
import type { IsoDate } from '../core/employee.ts'
import type { Locale } from '../core/texts/index.ts'
import type { FeedPages } from '../feed/pages.ts'
import type { WakeUp } from '../feed/wake-up.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { SyncService } from '../sync/service.ts'
import type { OpenBsn } from './bsn-reader.ts'

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
  prisma: PrismaClient
  wakeUp: WakeUp
  feedPages: FeedPages
  /** Is told how many seconds after it was entered a mutation went out to a subscriber. */
  onDelivered(seconds: number): void
  administration: Administration
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
}

export type Context = Services & {
  openBsn: OpenBsn
  viewer: Viewer
  /** The language of errors; fields with words take it as an argument. */
  locale: Locale
  /** Aborts when the server stops: subscriptions end. */
  stopping: AbortSignal
}

/** Who did it, as shown with a mutation by hand. */
export const actorOf = ({ name, subject }: Viewer): string => name ?? subject
