/** What a caller is told whose request cannot be granted. Both languages at once: who throws need not know the caller's. */

export type Words = Readonly<{ nl: string; en: string }>

export const problemTexts = {
  notACursor: (): Words => ({
    nl: 'Dit is geen cursor van deze lijst. Gebruik een cursor die deze API zelf heeft gegeven.',
    en: 'This is not a cursor of this list. Use a cursor that this API itself has given.',
  }),
  pageSize: (largest: number): Words => ({
    nl: `Vraag 0 tot en met ${largest} regels per keer.`,
    en: `Ask for 0 to ${largest} entries at a time.`,
  }),
  firstAndLast: (): Words => ({
    nl: 'Geef first of last, niet allebei.',
    en: 'Give either first or last, not both.',
  }),
  companyIdOrNumber: (): Words => ({
    nl: 'Geef het id of het nummer van het bedrijf, en niet allebei.',
    en: 'Give the id or the number of the company, and not both.',
  }),
  companyNotFound: (): Words => ({
    nl: 'Dit bedrijf bestaat niet, of u hebt er geen toegang toe.',
    en: 'This company does not exist, or you have no access to it.',
  }),
  forbidden: (): Words => ({
    nl: 'U hebt geen recht om dit te doen.',
    en: 'You do not have the right to do this.',
  }),
  tooDeep: (depth: number, most: number): Words => ({
    nl: `Deze vraag is ${depth} niveaus diep; ${most} is het meeste.`,
    en: `This operation is ${depth} levels deep; ${most} is the most.`,
  }),
  tooMuch: (asked: number, most: number): Words => ({
    nl: `Deze vraag kan ${asked} waarden opleveren; ${most} is het meeste. Vraag kleinere pagina's of minder velden.`,
    en: `This operation may yield ${asked} values; ${most} is the most. Ask for smaller pages or fewer fields.`,
  }),
  notSignedIn: (): Words => ({
    nl: 'Meld u eerst aan: er is geen geldig toegangsbewijs meegestuurd.',
    en: 'Sign in first: no valid access token was sent.',
  }),
  tooManySubscriptions: (most: number): Words => ({
    nl: `Er lopen al ${most} abonnementen op deze verbinding.`,
    en: `This connection already has ${most} subscriptions.`,
  }),
  unexpected: (): Words => ({
    nl: 'Er ging iets onverwachts mis. Het is vastgelegd.',
    en: 'Something unexpected went wrong. It has been recorded.',
  }),
}
