import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { disableLink, enableLink } from '../../src/administration/link.ts'
import { EndEnrolmentDocument, MergeParticipantsDocument } from '../../src/generated/operations.ts'
import { enrol, enterByHand, idOfNumber } from '../administration/support/merge.ts'
import type { TestApp } from '../support/app.ts'
import { approve, inNmbrs, letNineLeave, reject } from '../sync/support/hold.ts'
import { askForMail, changeByHand, companyIdOf, nightAt, outbox, start, startOffice } from './support/office.ts'

const anna = 'anna@kantoor.nl'
const bert = 'bert@kantoor.nl'
const one = [[anna, 'MANUAL_MUTATIONS', 'WAITING']]

describe('a change by hand', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startOffice(null)
    await askForMail(app, { email: anna, nightlyDigest: false })
    await askForMail(app, { email: bert, manualMutations: false })
  })
  afterAll(() => app[Symbol.asyncDispose]())
  beforeEach(async () => {
    app.setTime(start)
    await app.database.prisma.outboxMail.deleteMany()
  })

  test('is one mail to each who asked for it, however many mutations it gives', async () => {
    const before = await app.database.prisma.participantMutation.count()
    await changeByHand(app, 102, { city: 'Utrecht', phoneWork: '030 1', iban: 'NL02TEST0000040104', initials: 'X.' })
    expect(await app.database.prisma.participantMutation.count()).toBe(before + 4)
    expect(await outbox(app)).toEqual(one)
  })

  test('that changes nothing is no mail', async () => {
    await changeByHand(app, 102, { city: 'Utrecht' })
    expect(await outbox(app)).toEqual([])
  })

  test('of every other kind is one mail too: entering, enrolling, ending an enrolment, merging', async () => {
    const duplicate = await enterByHand(app, 104)
    expect(await outbox(app)).toEqual(one)
    const enrolled = await enrol(app, duplicate, 'BIJSPAREN', '2026-12-01')
    if (enrolled.enrolParticipant.__typename !== 'MutationEnrolParticipantSuccess') throw new Error('refused')
    expect(await outbox(app)).toHaveLength(2)
    await app.ask(EndEnrolmentDocument, { enrolment: enrolled.enrolParticipant.data.id, end: '2026-12-31' })
    expect(await outbox(app)).toHaveLength(3)
    await app.ask(MergeParticipantsDocument, { keep: await idOfNumber(app, 104), duplicate })
    expect(await outbox(app)).toEqual([...one, ...one, ...one, ...one])
  })

  test('that is refused, or undone with its transaction, is no mail', async () => {
    await expect(changeByHand(app, 102, { employeeNumber: 101 })).rejects.toThrow('ConflictError')
    expect(await outbox(app)).toEqual([])
  })

  test('is no mail to who has not shown for 90 days that they may see the company', async () => {
    app.setTime('2027-02-21T09:59:00+01:00')
    await changeByHand(app, 102, { city: 'Zeist' })
    expect(await outbox(app)).toEqual(one)
    app.setTime('2027-02-21T10:00:00+01:00')
    await changeByHand(app, 102, { city: 'Baarn' })
    expect(await outbox(app)).toEqual(one)
  })
})

describe('what stays in the outbox, because there is no mail server,', () => {
  test('expires after two days, so that it is no flood when there is one, and is forgotten after thirty more', async () => {
    await using app = await startOffice(null)
    await askForMail(app, { email: anna, nightlyDigest: false })
    await changeByHand(app, 102, { city: 'Utrecht' })
    const at = async (moment: string) => {
      app.setTime(moment)
      await app.mail.lookAround()
      return (await outbox(app)).map(([, , status]) => status)
    }
    expect(await at('2026-11-25T10:00:00+01:00')).toEqual(['WAITING'])
    expect(await at('2026-11-25T10:00:01+01:00')).toEqual(['EXPIRED'])
    expect(await at('2026-12-25T10:00:01+01:00')).toEqual(['EXPIRED'])
    expect(await at('2026-12-25T10:00:02+01:00')).toEqual([])
  })
})

describe('a sync', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startOffice(null)
    await askForMail(app, { email: anna, nightlyDigest: false })
    await askForMail(app, { email: bert })
  })
  afterAll(() => app[Symbol.asyncDispose]())

  test('by hand is no mail, however many mutations it gives, whether held and approved or not', async () => {
    inNmbrs(app, ({ employees }) => {
      for (const { personalInfos } of employees) for (const info of personalInfos) info.TelephoneWork = '030 7654321'
    })
    expect((await app.syncNow()).counts.mutations).toBeGreaterThan(15)
    inNmbrs(app, letNineLeave)
    const held = await app.syncNow()
    expect((await approve(app, held)).__typename).toBe('MutationApproveSyncRunSuccess')
    expect(held.counts.mutations).toBeGreaterThan(9)
    expect(await outbox(app)).toEqual([])
  })

  test('of a night is one digest to each who asked for it, and nothing for its mutations', async () => {
    app.sandbox.nextDay()
    const night = await nightAt(app, '2026-11-24T01:15:00+01:00')
    expect(night.counts.mutations).toBeGreaterThan(0)
    expect(await outbox(app)).toEqual([[bert, 'NIGHTLY_DIGEST', 'WAITING']])
  })

  test('that fails is a digest, and so is one that is held; deciding about that is none', async () => {
    await app.database.prisma.outboxMail.deleteMany()
    app.sandbox.fault({ kind: 'nmbrs', code: 1001 })
    expect((await nightAt(app, '2026-11-25T01:15:00+01:00')).status).toBe('FAILED')
    expect(await outbox(app)).toHaveLength(1)
    app.sandbox.clearFaults()
    inNmbrs(app, ({ employees }) => {
      for (const info of employees.flatMap(({ personalInfos }) => personalInfos)) info.EmailWork = ''
    })
    const held = await nightAt(app, '2026-11-26T01:15:00+01:00')
    expect(held.status).toBe('HELD')
    expect(await outbox(app)).toHaveLength(2)
    await reject(app, held)
    expect(await outbox(app)).toHaveLength(2)
  })
})

describe('a transaction that does not commit', () => {
  /** Lets no transaction commit that made such a row, whatever it did before and after. */
  const refuseCommit = async ({ database }: TestApp, table: string, condition: string) => {
    await database.prisma.$executeRawUnsafe(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$`,
    )
    await database.prisma.$executeRawUnsafe(
      `CREATE CONSTRAINT TRIGGER refuse AFTER INSERT OR UPDATE ON ${table} DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW WHEN (${condition}) EXECUTE FUNCTION refuse()`,
    )
    return () => database.prisma.$executeRawUnsafe('DROP FUNCTION refuse() CASCADE')
  }

  test('leaves no mail of a change by hand', async () => {
    await using app = await startOffice(null, { kind: 'server' })
    await askForMail(app, { email: anna })
    const allow = await refuseCommit(app, 'participant_mutation', `NEW.source = 'MANUAL'`)
    await expect(changeByHand(app, 102, { city: 'Utrecht' })).rejects.toThrow()
    expect(await outbox(app)).toEqual([])
    await allow()
    await changeByHand(app, 102, { city: 'Utrecht' })
    expect(await outbox(app)).toEqual(one)
  })

  test('leaves no digest of a night, which is written once the night has ended after all', async () => {
    const told: string[] = []
    const log = { info: () => {}, error: (_fields: object, message: string) => void told.push(message) }
    await using app = await startOffice(null, { kind: 'server', log })
    await askForMail(app, { email: bert })
    const allow = await refuseCommit(app, 'sync_run', `NEW.status IN ('SUCCEEDED', 'FAILED')`)
    app.setTime('2026-11-24T01:15:00+01:00')
    await app.sync.lookAround()
    await expect.poll(() => told).toContain('A job broke off')
    expect(await outbox(app)).toEqual([])
    await allow()
    await app.sync.lookAround()
    await expect.poll(() => outbox(app)).toEqual([[bert, 'NIGHTLY_DIGEST', 'WAITING']])
  })
})

describe('the alarm on silence', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startOffice(null)
    await askForMail(app, { email: anna, nightlyDigest: false })
    await askForMail(app, { email: bert })
  })
  afterAll(() => app[Symbol.asyncDispose]())
  beforeEach(() => app.database.prisma.outboxMail.deleteMany({ where: { kind: 'NIGHTLY_DIGEST' } }))

  const alarmsAt = async (...moments: string[]) => {
    for (const moment of moments) {
      app.setTime(moment)
      await app.mail.lookAround()
    }
    return (await outbox(app)).filter(([, kind]) => kind === 'SILENCE').map(([email]) => email)
  }

  test('is raised once, 26 hours after the link was switched on without a good night', async () => {
    app.sandbox.fault({ kind: 'nmbrs', code: 1001 })
    await nightAt(app, '2026-11-24T01:15:00+01:00')
    expect(await alarmsAt('2026-11-24T11:59:00+01:00')).toEqual([])
    expect(await alarmsAt('2026-11-24T12:00:00+01:00', '2026-11-24T12:01:00+01:00')).toEqual([bert])
    await nightAt(app, '2026-11-25T01:15:00+01:00')
    expect(await alarmsAt('2026-11-25T12:00:00+01:00', '2026-11-26T12:00:00+01:00')).toEqual([bert])
  })

  test('is raised again when a good night is followed by silence', async () => {
    app.sandbox.clearFaults()
    await nightAt(app, '2026-11-27T01:15:00+01:00')
    expect(await alarmsAt('2026-11-28T03:14:00+01:00')).toEqual([bert])
    expect(await alarmsAt('2026-11-28T03:15:00+01:00')).toEqual([bert, bert])
  })

  test('is not raised while the link is off, and counts anew when it is switched on', async () => {
    const companyId = await companyIdOf(app)
    await disableLink(companyId, app.administration)
    expect(await alarmsAt('2026-12-20T12:00:00+01:00')).toHaveLength(2)
    await enableLink(companyId, app.administration)
    expect(await alarmsAt('2026-12-21T12:00:00+01:00')).toHaveLength(2)
    expect(await alarmsAt('2026-12-21T14:00:00+01:00')).toHaveLength(3)
  })
})

test('an alarm is raised after a clock that was years ahead has had its night', async () => {
  await using app = await startOffice(null)
  await askForMail(app, { email: bert })
  await nightAt(app, '2031-01-05T09:00:00+01:00')
  app.sandbox.fault({ kind: 'nmbrs', code: 1001 })
  await nightAt(app, '2026-11-24T01:15:00+01:00')
  app.setTime('2026-11-24T12:01:00+01:00')
  await app.mail.lookAround()
  expect((await outbox(app)).map(([, kind]) => kind)).toContain('SILENCE')
})

test('no alarm is raised for a weekend in which there are no nights', async () => {
  await using app = await startOffice(null, { env: { SYNC_CRON: '15 1 * * 1-5' } })
  await askForMail(app, { email: bert })
  await nightAt(app, '2026-11-27T01:15:00+01:00') // Friday
  const alarmed = async (moment: string) => {
    app.setTime(moment)
    await app.mail.lookAround()
    return (await outbox(app)).filter(([, kind]) => kind === 'SILENCE').length
  }
  expect(await alarmed('2026-11-29T12:00:00+01:00')).toBe(0)
  expect(await alarmed('2026-11-30T01:20:00+01:00')).toBe(0)
  expect(await alarmed('2026-11-30T03:15:00+01:00')).toBe(1)
})
