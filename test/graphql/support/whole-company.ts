/** A company with at least one row in every table, of which every value tells whose it is. */
import type { Provenance } from '../../../src/core/provenance.ts'
import { encodeCursor } from '../../../src/feed/cursor.ts'
import type { Prisma, PrismaClient } from '../../../src/generated/prisma/client.ts'
import { placeOf } from '../../../src/security/sealed-columns.ts'
import { sealProvenance } from '../../../src/sync/provenance.ts'
import { sealRunPeople } from '../../../src/sync/run-people.ts'
import { append, globalId, link, mutationOf } from './seed.ts'
import { secrets } from './services.ts'

/** What its values are made of: a word that is in every text, a number from which all others count, a year. */
export type Mark = { word: string; number: number; year: number }

export type WholeCompany = {
  number: string
  /** Global ids by type. */
  ids: Record<string, string[]>
  /** Places in each of its lists. */
  cursors: string[]
  /** Everything by which what is its own can be told. */
  traces: string[]
}

/** `subject`: someone who gets mail about the company. */
export async function seedWholeCompany(prisma: PrismaClient, mark: Mark, subject: string): Promise<WholeCompany> {
  const { word, year } = mark
  const number = (index: number) => mark.number + index
  const amount = `${mark.number % 1_000_000}.17`
  const day = (index: number) => new Date(`${year}-03-0${1 + index}`)
  const text = (name: string) => `${word} ${name}`
  const changes = [{ field: 'LAST_NAME', oldValue: text('oud'), newValue: text('nieuw') }] as never
  const scheme = 'OP1' as const

  const { id: companyId } = await prisma.company.create({
    data: {
      number: text('nummer'),
      name: text('bedrijf'),
      link: {
        create: {
          ...link,
          username: `${word}@voorbeeld.nl`,
          domain: word.toLowerCase(),
          nmbrsCompanyId: number(1),
          nmbrsCompanyName: text('in Nmbrs'),
          chamberOfCommerceNumber: String(number(2)),
          readBsn: true,
          fullTimeHoursPerWeek: '38.5',
          tokenHint: word.slice(0, 4),
        },
      },
      enrolmentRules: {
        create: [
          { scheme, automatic: true },
          { scheme: 'NP', automatic: true },
        ],
      },
      mailPreferences: {
        create: [
          {
            subject,
            email: `${word}@mail.nl`,
            locale: 'nl',
            manualMutations: true,
            nightlyDigest: true,
            validUntil: new Date('2100-01-01'),
          },
        ],
      },
    },
  })
  await prisma.nmbrsLink.update({
    where: { companyId },
    data: { tokenEncrypted: secrets.seal('0123456789abcdef0123456789abcdef', placeOf('token', companyId)) },
  })
  const run = await prisma.syncRun.create({
    data: {
      companyId,
      trigger: 'NIGHTLY',
      mode: 'APPLY',
      status: 'RUNNING',
      queuedAt: day(0),
      startedAt: day(1),
      counts: { read: number(3) },
    },
  })
  const people: string[] = []
  for (const index of [0, 1, 2, 3]) {
    const { id } = await prisma.participant.create({
      data: {
        companyId,
        employeeNumber: number(10 + index),
        nmbrsEmployeeId: number(20 + index),
        ...Object.fromEntries(textFields.map((name) => [name, text(name)])),
        lastName: text(`achternaam ${index}`),
        nameUsage: 'OWN_PARTNER',
        gender: 'FEMALE',
        birthDate: day(index),
        maritalStatus: 'MARRIED',
        employedFrom: day(4),
        employedUntil: index === 3 ? day(5) : null,
        fullTimeSalary: amount,
        partTimeSalary: amount,
        hoursPerWeek: '36',
        partTimePercentage: '90',
        awaitedEnrolments: { create: { scheme: 'ANW_HIAAT' } },
        enrolments: {
          create: { companyId, scheme, startDate: day(6), source: 'RULE', reason: { code: 'EMPLOYMENT' } },
        },
      } as Prisma.ParticipantUncheckedCreateInput,
    })
    people.push(id)
    await prisma.participant.update({
      where: { id },
      data: { bsnEncrypted: secrets.seal(`${mark.number}`.slice(0, 9), placeOf('bsn', id)) },
    })
    const provenance: Provenance = {
      personal: { record: 'Personal', start: `${year}-04-01`, values: { LastName: text('gelezen') } },
    }
    await prisma.participantProvenance.create({
      data: { participantId: id, companyId, sealed: sealProvenance(id, provenance, secrets), fingerprint: 'x' },
    })
    await prisma.signal.create({
      data: {
        companyId,
        participantId: id,
        code: 'EMPLOYEE_NUMBER_CHANGED',
        severity: 'WARNING',
        subject: text(`over ${index}`),
        employeeNumber: number(30),
        nmbrsEmployeeId: number(31),
        details: { oldNumber: number(32), newNumber: number(33) },
        firstSeenAt: day(7),
      },
    })
    await append(prisma, companyId, [
      mutationOf(id, { changes, actor: text('actor'), syncRunId: run.id, effectiveDate: `${year}-05-01` }),
      mutationOf(id, { kind: 'ENROLLED', scheme, changes: [], source: 'RULE' }),
    ])
  }
  const plan = people.map((participantId) => ({
    participantId,
    employeeNumber: number(40),
    name: text('gepland'),
    kind: 'NAME',
    changes,
    effectiveDate: `${year}-06-01`,
    scheme: null,
  }))
  const exclusions = [
    { employeeNumber: number(41), nmbrsEmployeeId: number(42), name: text('uitgesloten'), reason: 'TRAINEE' },
  ]
  for (const status of ['HELD', 'FAILED', 'SUCCEEDED'] as const) {
    const { id } = await prisma.syncRun.create({
      data: { companyId, trigger: 'MANUAL', mode: 'PREVIEW', status, queuedAt: day(2), finishedAt: day(3) },
    })
    const failure = { code: 'CALL_NOT_ALLOWED', call: text('aanroep'), retryable: false }
    const holdReason = [{ rule: 'LEAVERS', people: number(43), active: number(44), limitPercent: '10' }]
    const sealed = sealRunPeople(id, { plan, exclusions } as never, secrets)
    await prisma.syncRun.update({ where: { id }, data: { ...sealed, failure, holdReason } })
  }
  return { number: text('nummer'), ...(await tracesOf(prisma, companyId, mark)) }
}

const textFields = [
  'initials',
  'firstName',
  'prefix',
  'partnerPrefix',
  'partnerLastName',
  'emailWork',
  'emailPrivate',
  'phoneWork',
  'phoneMobileWork',
  'phonePrivate',
  'phoneMobilePrivate',
  'street',
  'houseNumber',
  'houseNumberAddition',
  'postalCode',
  'city',
  'countryCode',
  'iban',
] as const

async function tracesOf(prisma: PrismaClient, companyId: string, { word, number, year }: Mark) {
  const where = { companyId }
  const participants = await prisma.participant.findMany({ where })
  const mutations = await prisma.participantMutation.findMany({ where })
  const runs = await prisma.syncRun.findMany({ where })
  const signals = await prisma.signal.findMany({ where })
  const company = await prisma.company.findUniqueOrThrow({ where: { id: companyId } })
  const rows: Record<string, { id: string }[]> = {
    Company: [company],
    Participant: participants,
    ParticipantMutation: mutations,
    SyncRun: runs,
    Signal: signals,
    NmbrsLink: await prisma.nmbrsLink.findMany({ where }),
    EnrolmentRule: await prisma.enrolmentRule.findMany({ where }),
    Enrolment: await prisma.enrolment.findMany({ where }),
  }
  const ids = Object.fromEntries(
    Object.entries(rows).map(([type, of]) => [type, of.map(({ id }) => globalId(type, id))]),
  )
  const cursors = [
    encodeCursor([company.name, company.id]),
    ...participants.map(({ lastName, id }) => encodeCursor([lastName, id])),
    ...mutations.map(({ position }) => encodeCursor([String(position)])),
    ...runs.map(({ queuedAt, id }) => encodeCursor([queuedAt.toISOString(), id])),
    ...signals.map(({ firstSeenAt, id }) => encodeCursor([firstSeenAt.toISOString(), id])),
  ]
  const uuids = Object.values(rows).flatMap((of) => of.map(({ id }) => id))
  // Of the numbers only what they begin with: the last two digits count.
  const traces = [word, word.toLowerCase(), String(number).slice(0, -2), `${year}-`, ...uuids, ...cursors]
  return { ids, cursors, traces }
}
