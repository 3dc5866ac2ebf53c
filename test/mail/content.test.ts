import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { failureMessage } from '../../src/core/texts/index.ts'
import type { TestApp } from '../support/app.ts'
import { inNmbrs, letNineLeave } from '../sync/support/hold.ts'
import { askForMail, changeByHand, nightAt, outbox, sendDue, start, startOffice } from './support/office.ts'
import { type ReceivedMail, startSmtp } from './support/smtp.ts'

let smtp: Awaited<ReturnType<typeof startSmtp>>
let app: TestApp
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
beforeEach(() => {
  smtp.mails = []
})

/** What goes out now: to Anna in Dutch, to Bob in English. */
async function sent(): Promise<{ nl: ReceivedMail; en: ReceivedMail }> {
  await sendDue(app)
  expect(smtp.mails).toHaveLength(2)
  const to = (email: string) => smtp.mails.find((mail) => mail.to[0] === email)!
  return { nl: to('anna@kantoor.nl'), en: to('bob@office.uk') }
}

const footer = (validUntil: string) =>
  `U krijgt deze mail omdat u er bij dit bedrijf om hebt gevraagd; in EBlinC zet u dat ook weer uit. Deze mail stopt vanzelf op ${validUntil}, tenzij u zich voor die dag weer aanmeldt. Antwoorden worden niet gelezen.`

/** The subject, and what stands between heading and footer. */
const said = ({ headers, text }: ReceivedMail): string[] => [
  headers.subject ?? '',
  ...text
    .split('\n-- \n')[0]!
    .split('\n')
    .slice(1)
    .filter((line) => line !== ''),
]

describe('the mail on a change by hand', () => {
  test('says who was changed, by whom and in what way, and nothing of the data', async () => {
    app.setTime(start)
    await changeByHand(app, 102, { city: 'Utrecht', emailWork: 'nieuw@voorbeeld.nl', iban: 'NL02TEST0000040104' })
    const { nl, en } = await sent()
    expect(nl.headers.subject).toBe('EBlinC 1001: met de hand gewijzigd')
    expect(nl.text.trimEnd()).toBe(`Bakkerij De Gouden Aar B.V. (1001)

Op 23-11-2026 om 10:00 heeft lokaal met de hand iets gewijzigd bij P. de Molenaar (personeelsnummer 102). Het gaat om:

- Contact
- Adres
- Bankrekening

De gegevens zelf staan niet in deze mail; u vindt ze in de mutatielijst.

Naar de mutatielijst: https://eblinc.voorbeeld.nl/#/companies/1001/mutations

-- 
${footer('21-02-2027')}`)
    expect(said(en)).toEqual([
      'EBlinC 1001: changed by hand',
      'On 2026-11-23 at 10:00, lokaal changed something by hand of P. de Molenaar (employee number 102). It is about:',
      '- Contact',
      '- Address',
      '- Bank account',
      'The data itself is not in this mail; you find it in the mutation list.',
      'To the mutation list: https://eblinc.voorbeeld.nl/#/companies/1001/mutations',
    ])
  })

  test('says the same in HTML, which fetches nothing', async () => {
    app.setTime(start)
    await changeByHand(app, 102, { city: 'Zeist' })
    const { nl } = await sent()
    expect(nl.html.trimEnd()).toBe(`<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>EBlinC 1001: met de hand gewijzigd</title>
</head>
<body style="font-family: sans-serif; line-height: 1.5; max-width: 40em; margin: 1em">
<h1 style="font-size: 1.25em">Bakkerij De Gouden Aar B.V. (1001)</h1>
<p>Op 23-11-2026 om 10:00 heeft lokaal met de hand iets gewijzigd bij P. de Molenaar (personeelsnummer 102). Het gaat om:</p>
<ul><li>Adres</li></ul>
<p>De gegevens zelf staan niet in deze mail; u vindt ze in de mutatielijst.</p>
<p><a href="https://eblinc.voorbeeld.nl/#/companies/1001/mutations">Naar de mutatielijst</a></p>
<hr>
<p><small>${footer('21-02-2027')}</small></p>
</body>
</html>`)
  })

  test('is marked as that of a machine, to one reader, with nothing else in its headers', async () => {
    app.setTime(start)
    await changeByHand(app, 102, { city: 'Baarn' })
    const { nl } = await sent()
    expect(nl.headers).toEqual({
      from: 'EBlinC <eblinc@voorbeeld.nl>',
      to: 'anna@kantoor.nl',
      subject: 'EBlinC 1001: met de hand gewijzigd',
      date: 'Mon, 23 Nov 2026 09:00:00 +0000',
      'message-id': expect.stringMatching(/^<[\da-f-]{36}@voorbeeld\.nl>$/),
      'auto-submitted': 'auto-generated',
      'x-auto-response-suppress': 'All',
      'content-language': 'nl',
      'content-type': expect.stringMatching(/^multipart\/alternative; boundary="[^"]+"$/),
      'mime-version': '1.0',
    })
  })

  test('is not sent when what it is about is gone', async () => {
    app.setTime(start)
    await changeByHand(app, 102, { city: 'Soest' })
    await app.database.prisma.participantMutation.deleteMany({ where: { source: 'MANUAL' } })
    await sendDue(app)
    expect((await outbox(app)).slice(-2).map(([, , status]) => status)).toEqual(['CANCELLED', 'CANCELLED'])
    expect(smtp.mails).toEqual([])
  })
})

describe('the digest of a night', () => {
  const signals = [
    'Open signalen: 10',
    '- Dubbel personeelsnummer in Nmbrs: 2',
    '- Geen personeelsnummer in Nmbrs: 1',
    '- Mogelijk dezelfde persoon: 1',
    '- Naam van de partner ontbreekt: 1',
    '- Zakelijk e-mailadres leeggemaakt: 2',
    '- Salarissoort niet ondersteund: 1',
    '- Parttimepercentage niet te bepalen: 1',
    '- Ongeldig gegeven in Nmbrs: 1',
    'Naar de signalen: https://eblinc.voorbeeld.nl/#/companies/1001/signals',
  ]

  test('that succeeded counts what changed, and what someone should look at', async () => {
    app.sandbox.nextDay()
    await nightAt(app, '2026-11-24T01:15:00+01:00')
    const { nl, en } = await sent()
    expect(said(nl)).toEqual([
      'EBlinC 1001: de nacht van 24-11-2026',
      'De synchronisatie met Nmbrs van de nacht van 24-11-2026 is gelukt.',
      '- In dienst: 1',
      '- Uit dienst: 1',
      '- Gewijzigd: 5',
      '- Nieuwe deelnames: 1',
      '- Mutaties in totaal: 13',
      'Naar de mutatielijst: https://eblinc.voorbeeld.nl/#/companies/1001/mutations',
      ...signals,
    ])
    expect(said(en).slice(0, 10)).toEqual([
      'EBlinC 1001: the night of 2026-11-24',
      'The sync with Nmbrs of the night of 2026-11-24 has succeeded.',
      '- Joined: 1',
      '- Left: 1',
      '- Changed: 5',
      '- New enrolments: 1',
      '- Mutations in all: 13',
      'To the mutation list: https://eblinc.voorbeeld.nl/#/companies/1001/mutations',
      'Open signals: 10',
      '- Employee number used twice in Nmbrs: 2',
    ])
  })

  const refused = { code: 'INVALID_CREDENTIALS' } as const

  test('in which nothing changed says so', async () => {
    await nightAt(app, '2026-11-25T01:15:00+01:00')
    const { nl, en } = await sent()
    expect(said(nl).slice(1, 3)).toEqual([
      'De synchronisatie met Nmbrs van de nacht van 25-11-2026 is gelukt.',
      'Er was niets gewijzigd.',
    ])
    expect(said(en)[2]).toBe('Nothing had changed.')
  })

  test('that is held says why, and what waits for approval', async () => {
    inNmbrs(app, letNineLeave)
    await nightAt(app, '2026-11-26T01:15:00+01:00')
    const { nl, en } = await sent()
    expect(said(nl)).toEqual([
      'EBlinC 1001: een synchronisatie wacht op goedkeuring',
      'De synchronisatie met Nmbrs van de nacht van 26-11-2026 wordt vastgehouden tot iemand haar goedkeurt of afwijst. Er is nog niets gewijzigd.',
      'Van de 19 actieve deelnemers zouden er 8 uit dienst gaan.',
      'Wat zij zou wijzigen:',
      '- Uit dienst: 8',
      '- Mutaties in totaal: 24',
      'Naar de synchronisatie: https://eblinc.voorbeeld.nl/#/companies/1001/sync',
      ...signals,
    ])
    expect(said(en).slice(0, 3)).toEqual([
      'EBlinC 1001: a sync waits for approval',
      'The sync with Nmbrs of the night of 2026-11-26 is held until someone approves or rejects it. Nothing has been changed yet.',
      '8 of the 19 active participants would leave.',
    ])
  })

  test('and the alarm on silence says since when, and why', async () => {
    app.setTime('2026-11-26T10:00:00+01:00')
    const { nl, en } = await sent()
    expect(said(nl)).toEqual([
      'EBlinC 1001: al meer dan een dag geen geslaagde nacht',
      'Sinds 25-11-2026 om 01:15 is er geen nachtelijke synchronisatie gelukt, terwijl de koppeling met Nmbrs aanstaat. Wat daarna in Nmbrs is gewijzigd, kan hier ontbreken.',
      'De laatste nacht wordt vastgehouden tot iemand haar goedkeurt of afwijst.',
      'Van de 19 actieve deelnemers zouden er 8 uit dienst gaan.',
      'Naar de synchronisatie: https://eblinc.voorbeeld.nl/#/companies/1001/sync',
      'U krijgt hierover één bericht, hoe lang het ook duurt.',
    ])
    expect(said(en).slice(0, 2)).toEqual([
      'EBlinC 1001: no good night for more than a day',
      'No nightly sync has succeeded since 2026-11-25 at 01:15, while the link to Nmbrs is switched on. What was changed in Nmbrs since then may be missing here.',
    ])
  })

  test('that failed says what to do', async () => {
    app.sandbox.fault({ kind: 'nmbrs', code: 1001 })
    await nightAt(app, '2026-11-27T01:15:00+01:00')
    const { nl, en } = await sent()
    expect(said(nl)).toEqual([
      'EBlinC 1001: de synchronisatie is mislukt',
      'De synchronisatie met Nmbrs van de nacht van 27-11-2026 is mislukt. De gegevens zijn gebleven zoals ze waren.',
      failureMessage(refused, 'nl'),
      'Naar de synchronisatie: https://eblinc.voorbeeld.nl/#/companies/1001/sync',
      ...signals,
    ])
    expect(said(en)[2]).toBe(failureMessage(refused, 'en'))
  })
})
