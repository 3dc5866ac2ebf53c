/** Syncs by hand, and how they go. */
import type * as Operations from '../../generated/operations.ts'
import { ofCompany, type ReadyOperation, ready } from '../ready-operation.ts'

const oneEmployee = { personeelsnummer: 'null: iedereen' }

export const sync: ReadyOperation[] = [
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
  ready<Operations.LaatsteSynchronisatieQueryVariables>('laatste-synchronisatie', 'Laatste synchronisatie', ofCompany),
]
