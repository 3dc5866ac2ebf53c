/** What mails say that the tests of sending them do not come by: each case in Dutch and English. */
import { describe, expect, test } from 'vitest'
import type { SyncCounts } from '../../src/core/plan.ts'
import { type Letter, manualChangeLetter, nightLetter, silenceLetter } from '../../src/core/texts/mail.ts'

const company = { number: '1001' }
const noCounts: SyncCounts = {
  read: 25,
  excluded: 3,
  joined: 0,
  rejoined: 0,
  changed: 0,
  left: 0,
  missing: 0,
  unchanged: 22,
  enrolled: 0,
  mutations: 0,
  signals: 0,
}

const said = ({ subject, parts }: Letter): string[] => [
  subject,
  ...parts.flatMap((part) => ('paragraph' in part ? part.paragraph : 'list' in part ? part.list : `[${part.page}]`)),
]

describe('a change by hand', () => {
  test('tells each kind once, of someone without a number too', () => {
    const change = {
      company,
      person: { name: 'Q. van Hand', employeeNumber: null },
      kinds: ['MERGED', 'ENROLLED', 'ENROLLED', 'ENROLMENT_ENDED'] as const,
      actor: 'Sam Helpdesk',
      at: { date: '2026-11-23', time: '09:05' },
    }
    expect(said(manualChangeLetter(change, 'nl'))).toEqual([
      'EBlinC 1001: met de hand gewijzigd',
      'Op 23-11-2026 om 09:05 heeft Sam Helpdesk met de hand iets gewijzigd bij Q. van Hand (zonder personeelsnummer). Het gaat om:',
      'Samengevoegd',
      'Deelname',
      'Einde deelname',
      'De gegevens zelf staan niet in deze mail; u vindt ze in de mutatielijst.',
      '[mutations]',
    ])
    expect(said(manualChangeLetter(change, 'en'))[1]).toContain('Q. van Hand (without an employee number)')
  })
})

describe('a night', () => {
  const night = { company, night: '2026-11-24' }

  test('in which nothing changed, and nothing is open, says that in two sentences', () => {
    const run = { state: 'SUCCEEDED', counts: noCounts } as const
    expect(said(nightLetter({ ...night, run, signals: [] }, 'nl'))).toEqual([
      'EBlinC 1001: de nacht van 24-11-2026',
      'De synchronisatie met Nmbrs van de nacht van 24-11-2026 is gelukt.',
      'Er was niets gewijzigd.',
      '[mutations]',
      'Er staan geen signalen open.',
    ])
    expect(said(nightLetter({ ...night, run, signals: [] }, 'en')).slice(2)).toEqual([
      'Nothing had changed.',
      '[mutations]',
      'No signals are open.',
    ])
  })

  test('that was held, and has been decided or overtaken since, says that nothing came of it', () => {
    const facts = { ...night, run: { state: 'CLOSED' }, signals: [{ code: 'NO_SCHEDULE', count: 2 }] } as const
    expect(said(nightLetter(facts, 'nl'))).toEqual([
      'EBlinC 1001: de nacht van 24-11-2026',
      'De synchronisatie met Nmbrs van de nacht van 24-11-2026 werd vastgehouden, en is daarna afgewezen of achterhaald. Er is niets van uitgevoerd.',
      '[sync]',
      'Open signalen: 2',
      'Parttimepercentage niet te bepalen: 2',
      '[signals]',
    ])
    expect(said(nightLetter(facts, 'en'))[1]).toBe(
      'The sync with Nmbrs of the night of 2026-11-24 was held, and has been rejected or overtaken since. Nothing of it was carried out.',
    )
  })
})

describe('a silence', () => {
  const since = { date: '2026-11-23', time: '01:20' }
  const why = (lastNight: Parameters<typeof silenceLetter>[0]['lastNight'], locale: 'nl' | 'en') =>
    said(silenceLetter({ company, since, lastNight }, locale)).slice(2, -2)

  test.each([
    [
      null,
      ['Er is sindsdien ook geen nacht begonnen. Meld dit bij de beheerder van EBlinC.'],
      ['Nor has any night begun since then. Report this to the administrator of EBlinC.'],
    ],
    [{ state: 'OPEN' }, ['De laatste nacht is nog niet klaar.'], ['The last night is not done yet.']],
    [{ state: 'CLOSED' }, ['De laatste nacht is niet uitgevoerd.'], ['The last night was not carried out.']],
    [
      { state: 'FAILED', failure: { code: 'NO_SUBSCRIPTION' } },
      ['De laatste nacht is mislukt.', 'De Nmbrs-omgeving heeft geen geldig abonnement.'],
      ['The last night has failed.', 'The Nmbrs environment has no valid subscription.'],
    ],
    [
      { state: 'HELD', counts: noCounts, reasons: [{ rule: 'LEAVERS', people: 8, active: 19, limitPercent: '10' }] },
      [
        'De laatste nacht wordt vastgehouden tot iemand haar goedkeurt of afwijst.',
        'Van de 19 actieve deelnemers zouden er 8 uit dienst gaan.',
      ],
      ['The last night is held until someone approves or rejects it.', '8 of the 19 active participants would leave.'],
    ],
  ] as const)('of which the last night was %o says why', (lastNight, dutch, english) => {
    expect(why(lastNight, 'nl')).toEqual(dutch)
    expect(why(lastNight, 'en')).toEqual(english)
  })
})
