/**
 * The ready operations in the order of the work, and what their variables are filled with. The text of each is the file
 * operations/<slug>.graphql, of which the first lines say what it is for.
 */
import type * as Operations from '../generated/operations.ts'
import { heldRun, type Known, lookAlikes, participantsOf, unnumbered } from './known.ts'

export type ReadyOperation = {
  slug: string
  title: string
  /** A subscription, which asks for a window of its own: in GraphiQL one operation runs at a time. */
  live: boolean
  variables(known: Known): Record<string, unknown>
  /** What is said above a variable, by its name. */
  notes(known: Known): Record<string, string | undefined>
}

export type Group = { title: string; operations: ReadyOperation[] }

const ready = <Variables extends Record<string, unknown>>(
  slug: string,
  title: string,
  variables: (known: Known) => Variables,
  notes: (known: Known) => { [Name in keyof Variables]?: string } = () => ({}),
): ReadyOperation => ({
  slug,
  title,
  live: false,
  variables,
  notes: (known) => ({ ...(known && { bedrijf: `${known.number} ${known.name}` }), ...notes(known) }),
})

const ofCompany = (known: Known) => ({ bedrijf: known?.id ?? '' })
const oneEmployee = { personeelsnummer: 'null: iedereen' }

const credentials = (known: Known) => {
  const stored = known?.company.nmbrsConnection ? null : ''
  return { ...ofCompany(known), gebruikersnaam: stored, token: stored, domein: null, nmbrsBedrijf: null }
}
const credentialNotes = {
  domein: 'mag leeg blijven; "accountant" van accountant.nmbrs.nl',
  nmbrsBedrijf: 'id van het bedrijf in Nmbrs, als het token er meer ziet',
}

export const groups: Group[] = [
  {
    title: 'Koppelen',
    operations: [
      ready<Operations.BedrijfToevoegenMutationVariables>('bedrijf-toevoegen', 'Bedrijf toevoegen', () => ({
        nummer: '',
        naam: '',
      })),
      ready<Operations.KoppelingTestenMutationVariables>(
        'koppeling-testen',
        'Koppeling testen',
        credentials,
        (known) => ({
          ...(known?.company.nmbrsConnection && { gebruikersnaam: 'null: de opgeslagen koppeling testen' }),
          ...credentialNotes,
        }),
      ),
      ready<Operations.KoppelingInstellenMutationVariables>(
        'koppeling-instellen',
        'Koppeling instellen',
        (known) => ({ ...credentials(known), gebruikersnaam: '', token: '' }),
        () => credentialNotes,
      ),
      ready<Operations.KoppelingAanzettenMutationVariables>('koppeling-aanzetten', 'Koppeling aanzetten', ofCompany),
      ready<Operations.KoppelingBekijkenQueryVariables>('koppeling-bekijken', 'Koppeling bekijken', ofCompany),
      ready<Operations.InstellingenWijzigenMutationVariables>(
        'instellingen-wijzigen',
        'Instellingen wijzigen',
        (known) => ({
          ...ofCompany(known),
          instellingen: known?.company.nmbrsConnection?.settings ?? {},
        }),
      ),
      ready<Operations.KoppelingUitzettenMutationVariables>('koppeling-uitzetten', 'Koppeling uitzetten', ofCompany),
    ],
  },
  {
    title: 'Synchroniseren',
    operations: [
      ready<Operations.ProefsynchronisatieMutationVariables>(
        'proefsynchronisatie',
        'Proefsynchronisatie',
        (known) => ({ ...ofCompany(known), personeelsnummer: null }),
        () => oneEmployee,
      ),
      {
        ...ready<Operations.LiveMeekijkenSubscriptionVariables>(
          'live-meekijken',
          'Live meekijken',
          (known) => ({ ...ofCompany(known), vanaf: null }),
          () => ({ vanaf: 'cursor uit een mutatielijst: eerst alles daarna; null: vanaf nu' }),
        ),
        live: true,
      },
      ready<Operations.NuSynchroniserenMutationVariables>(
        'nu-synchroniseren',
        'Nu synchroniseren',
        (known) => ({ ...ofCompany(known), personeelsnummer: null }),
        () => oneEmployee,
      ),
      {
        ...ready<Operations.VoortgangVolgenSubscriptionVariables>('voortgang-volgen', 'Voortgang volgen', ofCompany),
        live: true,
      },
      ready<Operations.LaatsteSynchronisatieQueryVariables>(
        'laatste-synchronisatie',
        'Laatste synchronisatie',
        ofCompany,
      ),
    ],
  },
  {
    title: 'Bekijken',
    operations: [
      ready<Operations.MutatielijstQueryVariables>(
        'mutatielijst',
        'Mutatielijst van een bedrijf',
        (known) => ({ ...ofCompany(known), aantal: 20, na: null, filter: null }),
        () => ({ na: 'endCursor van de vorige bladzijde', filter: 'bijvoorbeeld {"kinds": ["SALARY"]}' }),
      ),
      ready<Operations.MutatielijstenQueryVariables>('mutatielijsten', 'Mutaties van alle bedrijven', () => ({})),
      ready<Operations.SignalenQueryVariables>(
        'signalen',
        'Signalen',
        (known) => ({ ...ofCompany(known), ernst: null }),
        () => ({ ernst: 'bijvoorbeeld ["ERROR", "WARNING"]' }),
      ),
      ready<Operations.WieIsOvergeslagenQueryVariables>(
        'wie-is-overgeslagen',
        'Wie is overgeslagen, en waarom',
        ofCompany,
      ),
      ready<Operations.DeelnemersZoekenQueryVariables>(
        'deelnemers-zoeken',
        'Deelnemers zoeken',
        (known) => ({ ...ofCompany(known), zoek: null }),
        () => ({ zoek: 'naam of personeelsnummer' }),
      ),
      ready<Operations.UitlegBijEenVeldQueryVariables>(
        'uitleg-bij-een-veld',
        'Uitleg bij een veld',
        (known) => ({ deelnemer: participantsOf(known)[0]?.id ?? '', veld: 'PART_TIME_PERCENTAGE' }),
        (known) => ({ deelnemer: participantsOf(known)[0]?.displayName ?? fromSearch }),
      ),
    ],
  },
  {
    title: 'Regelen',
    operations: [
      ready<Operations.RegelingdeelnameBekijkenQueryVariables>(
        'regelingdeelname-bekijken',
        'Regelingdeelname bekijken',
        ofCompany,
      ),
      ready<Operations.RegelingdeelnameVoorafBekijkenQueryVariables>(
        'regelingdeelname-vooraf-bekijken',
        'Regelingdeelname vooraf bekijken',
        (known) => ({ ...ofCompany(known), regeling: 'BIJSPAREN' }),
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
        () => ({ regeling: 'OP1, NP, BIJSPAREN, ANW_HIAAT of WIA_EXCEDENT', vanafLeeftijd: 'null: geen leeftijd' }),
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
            behouden: keep ? `${keep.displayName}, nummer ${keep.employeeNumber ?? 'onbekend'}` : fromSearch,
            dubbele: duplicate ? `${duplicate.displayName}: deze gaat op in de ander` : fromSearch,
          }
        },
      ),
    ],
  },
]

const fromSearch = 'het id staat bij Deelnemers zoeken'

function decision(known: Known) {
  return { synchronisatie: heldRun(known)?.id ?? '', revisie: heldRun(known)?.revision ?? 0 }
}

function whetherHeld(known: Known) {
  return heldRun(known) ? {} : { synchronisatie: 'bij dit bedrijf wordt nu niets vastgehouden' }
}
