/** What a person decides on, or puts right. */
import type * as Operations from '../../generated/operations.ts'
import { fromSearch, heldRun, type Known, lookAlikes, openEnrolment, someone, unnumbered } from '../known.ts'
import { ofCompany, type ReadyOperation, ready } from '../ready-operation.ts'

const schemes = 'OP1, NP, BIJSPAREN, ANW_HIAAT of WIA_EXCEDENT'

/** In the Netherlands, as 2026-11-23. */
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format()

export const decide: ReadyOperation[] = [
  ready<Operations.RegelingdeelnameBekijkenQueryVariables>(
    'regelingdeelname-bekijken',
    'Regelingdeelname bekijken',
    ofCompany,
  ),
  ready<Operations.RegelingdeelnameVoorafBekijkenQueryVariables>(
    'regelingdeelname-vooraf-bekijken',
    'Regelingdeelname vooraf bekijken',
    (known) => ({ ...ofCompany(known), regeling: 'BIJSPAREN' }),
    () => ({ regeling: schemes }),
  ),
  ready<Operations.RegelingdeelnameInstellenMutationVariables>(
    'regelingdeelname-instellen',
    'Regelingdeelname instellen',
    (known) => {
      const rule = known?.company.enrolmentRules.find(({ scheme }) => scheme.voluntary)
      return {
        ...ofCompany(known),
        regeling: rule?.scheme.code ?? 'BIJSPAREN',
        vanzelf: rule?.automatic ?? false,
        vanafLeeftijd: rule?.minimumAge ?? null,
        wachtmaanden: rule?.waitingMonths ?? 0,
      }
    },
    () => ({ regeling: schemes, vanafLeeftijd: 'null: geen leeftijd' }),
  ),
  ready<Operations.VastgehoudenSynchronisatieQueryVariables>(
    'vastgehouden-synchronisatie',
    'Vastgehouden synchronisatie bekijken',
    (known) => ({ synchronisatie: heldRun(known)?.id ?? '' }),
    whetherHeld,
  ),
  ready<Operations.VastgehoudenGoedkeurenMutationVariables>(
    'vastgehouden-goedkeuren',
    'Vastgehouden synchronisatie goedkeuren',
    decision,
    whetherHeld,
  ),
  ready<Operations.VastgehoudenAfwijzenMutationVariables>(
    'vastgehouden-afwijzen',
    'Vastgehouden synchronisatie afwijzen',
    decision,
    whetherHeld,
  ),
  ready<Operations.PersoneelsnummerInvullenMutationVariables>(
    'personeelsnummer-invullen',
    'Personeelsnummer invullen',
    (known) => ({
      deelnemer: unnumbered(known)?.participant?.id ?? '',
      personeelsnummer: unnumbered(known)?.employeeNumber ?? 0,
    }),
    (known) => ({ deelnemer: unnumbered(known)?.participant?.displayName ?? fromSearch }),
  ),
  ready<Operations.DubbeleDeelnemersSamenvoegenMutationVariables>(
    'dubbele-deelnemers-samenvoegen',
    'Dubbele deelnemers samenvoegen',
    (known) => {
      const [keep, duplicate] = lookAlikes(known)
      return { behouden: keep?.id ?? '', dubbele: duplicate?.id ?? '' }
    },
    (known) => {
      const [keep, duplicate] = lookAlikes(known)
      return {
        behouden: keep ? `${keep.displayName}, nummer ${keep.employeeNumber ?? 'onbekend'}` : whetherToNumber(known),
        dubbele: duplicate ? `${duplicate.displayName}: deze gaat op in de ander` : fromSearch,
      }
    },
  ),
  ready<Operations.DeelnameToevoegenMutationVariables>(
    'deelname-toevoegen',
    'Deelname toevoegen',
    (known) => ({ deelnemer: someone(known)?.id ?? '', regeling: 'BIJSPAREN', vanaf: today() }),
    (known) => ({ deelnemer: whoItIs(known), regeling: schemes }),
  ),
  ready<Operations.DeelnameBeeindigenMutationVariables>(
    'deelname-beeindigen',
    'Deelname beëindigen',
    (known) => ({ deelname: openEnrolment(known)?.enrolment.id ?? '', per: today() }),
    (known) => {
      const { participant, enrolment } = openEnrolment(known) ?? {}
      return {
        deelname: participant ? `${participant.displayName}, ${enrolment?.scheme.name}; ${another}` : fromSearch,
      }
    },
  ),
  ready<Operations.InzageGevenMutationVariables>(
    'inzage-geven',
    'Inzage geven',
    (known) => ({ deelnemer: someone(known)?.id ?? '' }),
    (known) => ({ deelnemer: whoItIs(known) }),
  ),
  ready<Operations.BewaartermijnInstellenMutationVariables>(
    'bewaartermijn-instellen',
    'Bewaartermijn instellen',
    (known) => ({ ...ofCompany(known), jaren: known?.company.retentionYears ?? 7 }),
    () => ({ jaren: '1 tot en met 30' }),
  ),
  ready<Operations.MailInstellenMutationVariables>('mail-instellen', 'Mail instellen', (known) => ({
    ...ofCompany(known),
    wijzigingen: true,
    nachten: true,
  })),
]

function decision(known: Known) {
  return { synchronisatie: heldRun(known)?.id ?? '', revisie: heldRun(known)?.revision ?? 0 }
}

const another = `van een ander: ${fromSearch}`

function whoItIs(known: Known): string {
  const participant = someone(known)
  return participant ? `${participant.displayName}; ${another}` : fromSearch
}

/** Where nobody is in the list twice yet, there is something else to do about someone who would be. */
function whetherToNumber(known: Known): string {
  const { participant, employeeNumber } = unnumbered(known) ?? {}
  return participant
    ? `${participant.displayName} lijkt op werknemer ${employeeNumber}, die nog geen deelnemer is: kies Personeelsnummer invullen`
    : fromSearch
}

function whetherHeld(known: Known) {
  return heldRun(known) ? {} : { synchronisatie: 'bij dit bedrijf wordt nu niets vastgehouden' }
}
