/** From a company that is new to one that is read every night, in that order. */
import type * as Operations from '../../generated/operations.ts'
import type { Known } from '../known.ts'
import { ofCompany, type ReadyOperation, ready } from '../ready-operation.ts'

const credentials = (known: Known) => {
  const stored = known?.company.nmbrsConnection ? null : ''
  return { ...ofCompany(known), gebruikersnaam: stored, token: stored, domein: null, nmbrsBedrijf: null }
}
const credentialNotes = {
  domein: 'mag leeg blijven; "accountant" van accountant.nmbrs.nl',
  nmbrsBedrijf: 'id van het bedrijf in Nmbrs, als het token er meer ziet',
}

export const link: ReadyOperation[] = [
  ready<Operations.BedrijfToevoegenMutationVariables>('bedrijf-toevoegen', 'Bedrijf toevoegen', () => ({
    nummer: '',
    naam: '',
  })),
  ready<Operations.KoppelingTestenMutationVariables>('koppeling-testen', 'Koppeling testen', credentials, (known) => ({
    ...(known?.company.nmbrsConnection && { gebruikersnaam: 'null: de opgeslagen koppeling testen' }),
    ...credentialNotes,
  })),
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
]
