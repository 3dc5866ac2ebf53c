/** English: the words of a company's link to Nmbrs. */
import type { nlLink } from './nl-link.ts'

export const enLink: typeof nlLink = {
  link: {
    formTitle: 'Link to Nmbrs',
    explanation:
      'Fill in the API account that was made for this company in Nmbrs. It is tried first; after that the link is ready to be switched on.',
    username: 'User name',
    usernameHint: 'The e-mail address of the API account.',
    token: 'Token',
    tokenHint: '32 letters and digits. It is stored encrypted and cannot be seen again.',
    domain: 'Domain',
    domainHint: 'Only the part before .nmbrs.nl. May stay empty: EBlinC then looks it up.',
    nmbrsCompany: 'Company in Nmbrs',
    chamberOfCommerce: 'Chamber of commerce number',
    nextNight: 'Next night',
    choose: 'Choose a company',
    save: 'Link',
    saveAnyway: 'Link all the same',
    test: 'Test',
    testing: 'Testing …',
    enable: 'Switch on',
    disable: 'Switch off',
    replace: 'Change the login',
    remove: 'Remove the link',
    removeTitle: 'Remove the link?',
    removeExplanation: (company: string) =>
      `The login for ${company} is forgotten, BSNs are removed, and there will be no more syncs. Participants and mutations stay.`,
  },
  test: {
    rights: (allowed: number, all: number) => `Rights of the API account: ${allowed} of ${all}`,
    call: 'Call',
    allowed: 'Allowed',
    yes: 'Yes',
    missing: 'No, and needed',
    notNeeded: 'No, not needed',
    types: (staff: number, all: number) => `Employee types in Nmbrs: ${all}, of which staff: ${staff}`,
    type: 'Employee type',
    staff: 'Staff',
    isStaff: 'Yes',
    isNoStaff: 'No',
  },
  settings: {
    title: 'Settings of the sync',
    fields: {
      fullTimeHoursPerWeek: {
        label: 'Full-time hours per week',
        hint: 'Empty: as in the schedule of the company in Nmbrs.',
      },
      holdWhenLeaversExceedPercent: {
        label: 'Highest percentage leaving',
        hint: 'When more participants would leave, the sync is held.',
      },
      holdWhenEmptiedExceedPercent: {
        label: 'Highest percentage emptied',
        hint: 'When a field would be emptied for more participants, the sync is held.',
      },
      holdFromPeople: { label: 'Hold from this number of people', hint: 'With fewer people nothing is held.' },
      employeeTypes: {
        label: 'Employee types',
        hint: 'Codes in Nmbrs that count as staff, separated by commas. Test shows which there are.',
      },
      traineeEmploymentTypes: { label: 'Codes for trainees', hint: 'Nature of the employment, separated by commas.' },
      onCallInfluenceCodes: {
        label: 'Codes for on-call workers',
        hint: 'Influence on insurance, separated by commas.',
      },
    },
    readBsn: {
      label: 'Read the BSN',
      hint: 'Only for who carries out a law that prescribes the BSN. When it is switched off, the BSNs that are here are removed.',
    },
  },
}
