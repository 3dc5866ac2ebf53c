/** What there is to see of a company and of its people. */
import type * as Operations from '../../generated/operations.ts'
import { fromSearch, participantsOf } from '../known.ts'
import { ofCompany, type ReadyOperation, ready } from '../ready-operation.ts'

export const look: ReadyOperation[] = [
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
    (known) => ({ ...ofCompany(known), ernst: null, na: null }),
    () => ({ ernst: 'bijvoorbeeld ["ERROR", "WARNING"]', na: 'endCursor van de vorige bladzijde' }),
  ),
  ready<Operations.WieIsOvergeslagenQueryVariables>('wie-is-overgeslagen', 'Wie is overgeslagen, en waarom', ofCompany),
  ready<Operations.DeelnemersZoekenQueryVariables>(
    'deelnemers-zoeken',
    'Deelnemers zoeken',
    (known) => ({ ...ofCompany(known), zoek: null }),
    () => ({ zoek: 'naam of personeelsnummer' }),
  ),
  ready<Operations.WieDeedWatQueryVariables>(
    'wie-deed-wat',
    'Wie deed wat',
    (known) => ({ bedrijf: known?.id ?? null, aantal: 20, na: null }),
    () => ({ na: 'endCursor van de vorige bladzijde' }),
  ),
  ready<Operations.UitlegBijEenVeldQueryVariables>(
    'uitleg-bij-een-veld',
    'Uitleg bij een veld',
    (known) => ({ deelnemer: participantsOf(known)[0]?.id ?? '', veld: 'PART_TIME_PERCENTAGE' }),
    (known) => ({ deelnemer: participantsOf(known)[0]?.displayName ?? fromSearch }),
  ),
]
