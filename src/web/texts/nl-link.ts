/** Dutch: the words of a company's link to Nmbrs. */
export const nlLink = {
  link: {
    formTitle: 'Koppelen met Nmbrs',
    explanation:
      'Vul de gegevens in van het API-account dat in Nmbrs voor dit bedrijf is gemaakt. Ze worden eerst geprobeerd; daarna staat de koppeling klaar om aan te zetten.',
    username: 'Gebruikersnaam',
    usernameHint: 'Het e-mailadres van het API-account.',
    token: 'Token',
    tokenHint: '32 letters en cijfers. Het wordt versleuteld bewaard en is daarna niet meer te zien.',
    domain: 'Domein',
    domainHint: 'Alleen het deel voor .nmbrs.nl. Mag leeg blijven: dan zoekt EBlinC het op.',
    nmbrsCompany: 'Bedrijf in Nmbrs',
    chamberOfCommerce: 'KvK-nummer',
    nextNight: 'Volgende nacht',
    choose: 'Kies een bedrijf',
    save: 'Koppelen',
    saveAnyway: 'Toch koppelen',
    test: 'Testen',
    testing: 'Bezig met testen …',
    enable: 'Aanzetten',
    disable: 'Uitzetten',
    replace: 'Inloggegevens wijzigen',
    remove: 'Koppeling verwijderen',
    removeTitle: 'Koppeling verwijderen?',
    removeExplanation: (company: string) =>
      `EBlinC vergeet de inloggegevens van ${company}, verwijdert de BSN’s en synchroniseert niet meer. Deelnemers en mutaties blijven.`,
  },
  test: {
    rights: (allowed: number, all: number) => `Rechten van het API-account: ${allowed} van ${all}`,
    call: 'Aanroep',
    allowed: 'Toegestaan',
    yes: 'Ja',
    missing: 'Nee, en nodig',
    notNeeded: 'Nee, niet nodig',
    types: (staff: number, all: number) => `Werknemerstypen in Nmbrs: ${all}, waarvan personeel: ${staff}`,
    type: 'Werknemerstype',
    staff: 'Personeel',
    isStaff: 'Ja',
    isNoStaff: 'Nee',
  },
  settings: {
    title: 'Instellingen van de synchronisatie',
    fields: {
      fullTimeHoursPerWeek: {
        label: 'Uren per week fulltime',
        hint: 'Leeg: volgens het rooster van het bedrijf in Nmbrs.',
      },
      holdWhenLeaversExceedPercent: {
        label: 'Maximaal percentage uit dienst',
        hint: 'Zouden er meer deelnemers uit dienst gaan, dan wordt de synchronisatie vastgehouden.',
      },
      holdWhenEmptiedExceedPercent: {
        label: 'Maximaal percentage leeggemaakt',
        hint: 'Zou een gegeven bij meer deelnemers leeg worden, dan wordt de synchronisatie vastgehouden.',
      },
      holdFromPeople: {
        label: 'Vasthouden vanaf aantal personen',
        hint: 'Bij minder personen wordt niet vastgehouden.',
      },
      employeeTypes: {
        label: 'Werknemerstypen',
        hint: 'Codes in Nmbrs die als personeel tellen, met komma’s ertussen. Testen laat zien welke er zijn.',
      },
      traineeEmploymentTypes: { label: 'Codes voor stagiairs', hint: 'Aard arbeidsverhouding, met komma’s ertussen.' },
      onCallInfluenceCodes: {
        label: 'Codes voor oproepkrachten',
        hint: 'Invloed verzekeringsplicht, met komma’s ertussen.',
      },
    },
    readBsn: {
      label: 'BSN lezen',
      hint: 'Alleen voor wie een wet uitvoert die het BSN voorschrijft. Wordt het uitgezet, dan worden de BSN’s die er zijn verwijderd.',
    },
  },
}
