import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { inNmbrs, letNineLeave } from '../sync/support/hold.ts'
import {
  askForMail,
  changeByHand,
  companyIdOf,
  nightAt,
  outbox,
  sendDue,
  start,
  startOffice,
} from './support/office.ts'
import { startSmtp } from './support/smtp.ts'

/** Another value for everything that a person can change by hand. */
const byHand = {
  initials: 'Q.Z.',
  firstName: 'Quirijn',
  prefix: 'op den',
  partnerPrefix: 'uit het',
  partnerLastName: 'Buitenland',
  emailWork: 'quirijn@werk.voorbeeld',
  emailPrivate: 'quirijn@thuis.voorbeeld',
  phoneWork: '030 1112223',
  phoneMobileWork: '06 11122233',
  phonePrivate: '030 4445556',
  phoneMobilePrivate: '06 44455566',
  street: 'Zeldzaamstraat',
  houseNumber: '987',
  houseNumberAddition: 'zwart',
  postalCode: '9876 ZX',
  city: 'Verweggistan',
  iban: 'NL02TEST0000040104',
}
/** Beside these, a mail names the person. */
const valuesByHand = Object.entries(byHand).flatMap(([name, value]) => (/initials|prefix/i.test(name) ? [] : [value]))

let smtp: Awaited<ReturnType<typeof startSmtp>>
let app: TestApp
/** What Nmbrs and the administration have had of anyone: numbers, amounts, addresses. */
const values = new Set<string>(valuesByHand)

/** "3450.00" as a person would write it. */
const amount = (value: string): string[] => {
  const [whole = '', cents = '00'] = Number(value).toFixed(2).split('.')
  const grouped = (mark: string) => whole.replaceAll(/\B(?=(\d{3})+$)/g, mark)
  return Number(value) < 100 ? [] : [`${whole}.${cents}`, `${grouped('.')},${cents}`, `${grouped(',')}.${cents}`]
}

/** Ids and moments hold any four digits by chance. */
const withoutIds = (text: string): string =>
  text.replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '').replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.+Z-]+/g, '')

async function collect(): Promise<void> {
  const found: (string | null | undefined)[] = []
  inNmbrs(app, ({ employees }) => {
    for (const { personalInfos, salaries, bankAccounts, addresses } of employees) {
      for (const { BSN, EmailWork, EmailPrivate, TelephoneWork, TelephonePrivate, Birthday } of personalInfos)
        found.push(
          BSN,
          BSN.slice(-4),
          EmailWork,
          EmailPrivate,
          TelephoneWork,
          TelephonePrivate,
          `${Birthday}`.slice(0, 10),
        )
      for (const { Value, SalaryTable } of salaries)
        found.push(...amount(String(Value)), ...amount(String(SalaryTable?.Trede?.StepValue ?? 0)))
      for (const { IBAN, Number: account } of bankAccounts) found.push(IBAN, IBAN.slice(-8), account)
      for (const { Street, PostalCode } of addresses) found.push(Street, PostalCode)
    }
  })
  const participants = await app.database.prisma.participant.findMany()
  for (const {
    iban,
    street,
    postalCode,
    emailWork,
    phoneWork,
    birthDate,
    fullTimeSalary,
    partTimeSalary,
  } of participants) {
    found.push(iban, street, postalCode, emailWork, phoneWork, birthDate?.toISOString().slice(0, 10))
    found.push(...amount(fullTimeSalary.toFixed(2)), ...amount(partTimeSalary.toFixed(2)))
  }
  for (const value of found) if (value && value.length > 3) values.add(value)
}

beforeAll(async () => {
  smtp = await startSmtp()
  app = await startOffice(smtp)
  await askForMail(app, { email: 'anna@kantoor.nl' })
  await askForMail(app, { email: 'bob@office.uk', locale: 'en' })
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await smtp[Symbol.asyncDispose]()
})

describe('no mail, of whatever kind,', () => {
  const people = [101, 102, 103, 104, 105]

  test('holds anything of anyone but their name and number: no BSN, bank account, salary or address', async () => {
    await app.database.prisma.nmbrsLink.updateMany({ data: { readBsn: true } })
    await app.syncNow()
    expect(await app.database.prisma.participant.count({ where: { bsnHash: { not: null } } })).toBeGreaterThan(10)
    await collect()
    for (const [index, number] of people.entries())
      await changeByHand(app, number, { ...byHand, houseNumber: `98${index}` })
    await collect()
    app.sandbox.nextDay()
    await nightAt(app, '2026-11-24T01:15:00+01:00')
    await collect()
    await sendDue(app)
    inNmbrs(app, letNineLeave)
    await nightAt(app, '2026-11-25T01:15:00+01:00')
    await sendDue(app)
    app.sandbox.fault({ kind: 'nmbrs', code: 1001 })
    await nightAt(app, '2026-11-26T01:15:00+01:00')
    app.setTime('2026-11-26T12:00:00+01:00')
    await sendDue(app)

    expect(smtp.mails).toHaveLength(2 * (people.length + 3 + 1))
    const kinds = (await outbox(app)).map(([, kind]) => kind)
    expect(new Set(kinds)).toEqual(new Set(['MANUAL_MUTATIONS', 'NIGHTLY_DIGEST', 'SILENCE']))
    expect(values.size).toBeGreaterThan(200)
    const told = withoutIds(smtp.mails.flatMap(({ headers, text, html }) => [headers.subject, text, html]).join('\n'))
    expect([...values].filter((value) => told.includes(value))).toEqual([])
    expect(told).not.toMatch(/\*\*\*|[A-Z]{2}\d{2}[A-Z]{4}\d|€/)
  })

  test('names anyone in its subject, not even the company', () => {
    for (const { headers } of smtp.mails) expect(headers.subject).toMatch(/^EBlinC 1001: [a-z0-9 -]+$/)
  })
})

test('the outbox holds ids only', async () => {
  const rows = await app.database.prisma.$queryRaw<
    { row: string }[]
  >`SELECT to_jsonb(mail_outbox)::text AS row FROM mail_outbox`
  const kept = withoutIds(rows.map(({ row }) => row).join())
  expect([...values, 'anna@kantoor.nl', 'Molenaar', 'lokaal'].filter((value) => kept.includes(value))).toEqual([])
})

describe('whatever the names are,', () => {
  const evil = `<img src=x onerror=alert(1)> "O'Neil" & Zn.`

  test('they are text in the mail, and no header comes of them', async () => {
    app.setTime(start)
    const companyId = await companyIdOf(app)
    const { prisma } = app.database
    const before = await prisma.company.findUniqueOrThrow({ where: { id: companyId } })
    smtp.mails = []
    await changeByHand(app, 106, { lastName: evil })
    const number = '10"\r\nBcc: all@world.example\r\n\r\n<b>/?#'
    await prisma.company.update({ where: { id: companyId }, data: { number, name: evil } })
    await sendDue(app)
    await prisma.company.update({ where: { id: companyId }, data: before })

    const [mail] = smtp.mails
    expect(Object.keys(mail?.headers ?? {}).sort()).toEqual([
      'auto-submitted',
      'content-language',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
      'x-auto-response-suppress',
    ])
    expect(mail?.to).toHaveLength(1)
    expect(mail?.text).toContain(evil)
    expect(mail?.html).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;O&#39;Neil&quot; &amp; Zn.')
    const tags = [...(mail?.html ?? '').matchAll(/<(\/?\w*)/g)].map(([, tag]) => tag)
    expect(new Set(tags)).toEqual(
      new Set(
        'html head meta title /title /head body h1 /h1 p /p ul li /li /ul a /a hr small /small /body /html'
          .split(' ')
          .concat(''),
      ),
    )
    expect(mail?.html).toContain(
      'href="https://eblinc.voorbeeld.nl/#/companies/10%22%0D%0ABcc%3A%20all%40world.example%0D%0A%0D%0A%3Cb%3E%2F%3F%23/mutations"',
    )
  })
})
