/**
 * Metrics in the text form of Prometheus, each app its own. Labels are ids and codes: never a name, a token or anything else
 * about a person. What the database knows is asked when someone looks, and is the same at every instance: take the
 * maximum of it. The rest is what this instance did: add it up.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Clock } from '../clock.ts'
import type { Channel } from '../feed/wake-up.ts'
import type { PrismaClient, SyncRun } from '../generated/prisma/client.ts'
import type { MailOutcome } from '../mail/delivery.ts'
import { within } from '../time-limit.ts'
import { countEndedRuns, countMutationsAfter, lastGoodNights, openRuns, type RunsFrom, waitingMail } from './state.ts'

const databaseAnswersWithin = 2_000 // 2 seconds

export type Metrics = {
  /** This instance is done with a run: it has ended, is held, or waits for another try. */
  runDone(run: Pick<SyncRun, 'mode' | 'startedAt' | 'finishedAt'>): void
  /**
   * call: e.g. "EmployeeService.List_GetByCompany"; outcome: OK, a SyncFailureCode, or STOPPED by ourselves; fault: that of the
   * NmbrsError, or empty.
   */
  nmbrsCallEnded(call: string, outcome: string, fault: string): void
  /** A subscriber has what was entered so many seconds ago. */
  delivered(seconds: number): void
  /** So many mails have gone out, wait for another try, or never will go out. */
  mailDone(outcome: MailOutcome, count: number): void
  contentType: string
  /** Answers within seconds, also without a database: then what only the database knows is missing from it. */
  text(): Promise<string>
}

export type MetricsOptions = {
  prisma: PrismaClient
  clock: Clock
  subscribers: (channel: Channel) => number
  /** Mutations are counted from this position on. */
  position: bigint
  /** The runs that are counted. */
  runs: RunsFrom
}

export function createMetrics({ prisma, clock, subscribers, position, runs: runsFrom }: MetricsOptions): Metrics {
  const registry = new Registry()
  const registers = [registry]
  processRegistry() // measures from the start

  const runs = new Counter({
    name: 'eblinc_sync_runs_total',
    help: 'Sync runs that have ended since this instance started, at any instance and by whatever ended them',
    labelNames: ['status', 'trigger', 'mode'] as const,
    registers,
  })
  const runSeconds = new Histogram({
    name: 'eblinc_sync_run_seconds',
    help: 'Seconds from the start of a sync run to its end, of those that this instance has done',
    labelNames: ['mode'] as const,
    buckets: [1, 3, 10, 30, 60, 180, 600, 1800],
    registers,
  })
  const calls = new Counter({
    name: 'eblinc_nmbrs_calls_total',
    help: 'Calls to Nmbrs, tries again too, by operation and outcome: OK, the failure, or STOPPED by this side; and what exactly failed',
    labelNames: ['operation', 'outcome', 'fault'] as const,
    registers,
  })
  const feedLag = new Histogram({
    name: 'eblinc_feed_lag_seconds',
    help: 'Seconds from the entry of a mutation to its delivery to a live subscriber: the first of each event',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  })
  new Gauge({
    name: 'eblinc_feed_subscribers',
    help: 'Subscribers of this instance, to mutations and to sync runs',
    labelNames: ['feed'] as const,
    registers,
    collect() {
      for (const feed of ['mutations', 'runs'] as const) this.set({ feed }, subscribers(feed))
    },
  })
  const database = new Gauge({
    name: 'eblinc_database_up',
    help: 'Whether the database answered when this was asked; without it, what it knows is missing here',
    registers,
  })
  const mutations = new Counter({
    name: 'eblinc_mutations_total',
    help: 'Mutations entered since this instance started, by any instance',
    labelNames: ['kind', 'source'] as const,
    registers,
  })
  const queued = new Gauge({
    name: 'eblinc_sync_queue_length',
    help: 'Sync runs that wait for a worker, of all instances',
    registers,
  })
  const held = new Gauge({
    name: 'eblinc_sync_runs_held',
    help: 'Sync runs that are held until a person approves or rejects them',
    registers,
  })
  const silence = new Gauge({
    name: 'eblinc_last_good_night_age_seconds',
    help: 'Seconds since the last good night of a company, by its number, or since it was switched on without one',
    labelNames: ['company'] as const,
    registers,
  })

  const mail = new Counter({
    name: 'eblinc_mail_total',
    help: 'Mail by what this instance did with it: SENT, LATER (another try), or why it will never be sent',
    labelNames: ['outcome'] as const,
    registers,
  })
  const outbox = new Gauge({
    name: 'eblinc_mail_outbox_length',
    help: 'Mail that is to be sent, by any instance',
    registers,
  })

  let counted = position
  const askDatabase = async () => {
    const from = counted
    const [nights, open, ended, entered, waiting] = await Promise.all([
      lastGoodNights(prisma, clock()),
      openRuns(prisma),
      countEndedRuns(prisma, runsFrom),
      countMutationsAfter(prisma, from),
      waitingMail(prisma),
    ])
    database.set(1)
    queued.set(open.queued)
    held.set(open.held)
    outbox.set(waiting)
    runs.reset()
    for (const { count, ...labels } of ended) runs.inc(labels, count)
    silence.reset()
    for (const { company, quietSince } of nights)
      silence.set({ company }, Math.max(0, (clock().getTime() - quietSince.getTime()) / 1000))
    if (counted !== from) return // someone else who looked meanwhile has counted these
    for (const { kind, source, count, last } of entered) {
      mutations.inc({ kind, source }, count)
      if (last > counted) counted = last
    }
  }
  const withoutDatabase = () => {
    database.set(0)
    queued.remove()
    held.remove()
    outbox.remove()
    silence.reset()
  }

  return {
    runDone({ mode, startedAt, finishedAt }) {
      if (startedAt && finishedAt) runSeconds.observe({ mode }, (finishedAt.getTime() - startedAt.getTime()) / 1000)
    },
    nmbrsCallEnded: (operation, outcome, fault) => calls.inc({ operation, outcome, fault }),
    delivered: (seconds) => feedLag.observe(Math.max(0, seconds)),
    mailDone: (outcome, count) => mail.inc({ outcome }, count),
    contentType: registry.contentType,
    async text() {
      await within(databaseAnswersWithin, askDatabase()).catch(withoutDatabase)
      return Registry.merge([processRegistry(), registry]).metrics()
    },
  }
}

let ofProcess: Registry | null = null

/** What is measured of the process itself, whatever apps it has: prom-client cannot stop once it has begun. */
function processRegistry(): Registry {
  if (ofProcess) return ofProcess
  ofProcess = new Registry()
  collectDefaultMetrics({ register: ofProcess })
  return ofProcess
}
