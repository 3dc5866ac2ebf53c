/** English, key for key what the Dutch catalogue says. */
import { type Catalogue, inWords } from './nl.ts'

const number = (employeeNumber: number | null) =>
  employeeNumber === null ? 'without a number' : String(employeeNumber)

export const en: Catalogue = {
  kinds: {
    JOINED: 'Joined',
    LEFT: 'Left',
    REJOINED: 'Rejoined',
    NAME: 'Name',
    PERSONAL: 'Personal details',
    CONTACT: 'Contact',
    ADDRESS: 'Address',
    BANK_ACCOUNT: 'Bank account',
    SALARY: 'Salary',
    WORKING_HOURS: 'Working hours',
    EMPLOYEE_NUMBER: 'Employee number',
    ENROLLED: 'Enrolment',
    ENROLMENT_ENDED: 'End of enrolment',
    MERGED: 'Merged',
  },
  fields: {
    EMPLOYEE_NUMBER: 'Employee number',
    INITIALS: 'Initials',
    FIRST_NAME: 'First name',
    PREFIX: 'Prefix',
    LAST_NAME: 'Last name',
    PARTNER_PREFIX: "Partner's prefix",
    PARTNER_LAST_NAME: "Partner's last name",
    NAME_USAGE: 'Name usage',
    GENDER: 'Gender',
    BIRTH_DATE: 'Date of birth',
    BSN: 'BSN',
    MARITAL_STATUS: 'Marital status',
    EMAIL_WORK: 'Business e-mail',
    EMAIL_PRIVATE: 'Private e-mail',
    PHONE_WORK: 'Business phone',
    PHONE_MOBILE_WORK: 'Business mobile',
    PHONE_PRIVATE: 'Private phone',
    PHONE_MOBILE_PRIVATE: 'Private mobile',
    STREET: 'Street',
    HOUSE_NUMBER: 'House number',
    HOUSE_NUMBER_ADDITION: 'Addition',
    POSTAL_CODE: 'Postal code',
    CITY: 'City',
    COUNTRY_CODE: 'Country',
    IBAN: 'IBAN',
    EMPLOYED_FROM: 'Employed from',
    EMPLOYED_UNTIL: 'Employed until',
    SALARY_KIND: 'Kind of salary',
    FULL_TIME_SALARY: 'Full-time salary',
    PART_TIME_SALARY: 'Part-time salary',
    SALARY_PERIOD: 'Salary period',
    HOURS_PER_WEEK: 'Hours per week',
    PART_TIME_PERCENTAGE: 'Part-time percentage',
  },
  values: {
    OWN: 'own name',
    PARTNER: "partner's name",
    PARTNER_OWN: "partner's name - own name",
    OWN_PARTNER: "own name - partner's name",
    MALE: 'male',
    FEMALE: 'female',
    MARRIED: 'married',
    UNMARRIED: 'unmarried',
    COHABITING: 'cohabiting',
    PERMANENTLY_SEPARATED: 'permanently separated',
    REGISTERED_PARTNERSHIP: 'registered partnership',
    WIDOWED: 'widowed',
    DIVORCED: 'divorced',
    OTHER: 'other',
    GROSS_FULL_TIME: 'gross full-time salary',
    GROSS_PART_TIME: 'gross part-time salary',
    UNSUPPORTED: 'not supported',
    NONE: 'none',
    MONTH: 'month',
    FOUR_WEEKS: 'four weeks',
    WEEK: 'week',
    QUARTER: 'quarter',
    HALF_YEAR: 'half-year',
    YEAR: 'year',
  },
  schemes: {
    OP1: 'Old-age pension',
    NP: "Partner's pension",
    BIJSPAREN: 'Additional saving',
    ANW_HIAAT: 'ANW gap',
    WIA_EXCEDENT: 'WIA excess',
  },
  empty: 'empty',
  erased: 'erased',
  joined: (date) => `Joined on ${date}`,
  left: (date) => `Left, last day ${date}`,
  rejoined: (date) => `Rejoined on ${date}`,
  enrolled: (scheme, date) => `Enrolled in ${scheme} from ${date}`,
  enrolmentEnded: (scheme, date) => `Enrolment in ${scheme} ended on ${date}`,
  signals: {
    DUPLICATE_EMPLOYEE_NUMBER: ({ employeeNumber }) =>
      `Employee number ${number(employeeNumber)} belongs to more than one employee in Nmbrs. None of them is updated; give each a number of their own in Nmbrs.`,
    MISSING_EMPLOYEE_NUMBER: () =>
      'This employee has no employee number in Nmbrs and is therefore not taken over. Fill in the number in Nmbrs.',
    POSSIBLE_DUPLICATE: ({ employeeNumber, otherNumber }) =>
      otherNumber === employeeNumber
        ? `Employee number ${number(employeeNumber)} now seems to be someone else's in Nmbrs. Nothing was changed; check the number.`
        : `Employee ${number(employeeNumber)} looks like the same person as participant ${number(otherNumber ?? null)}. If so, give that participant this number; when both are participants already, merge them.`,
    BLANK_PARTNER_NAME: () =>
      "The name usage asks for the partner's name, but that is blank in Nmbrs. The own name is used.",
    WORK_EMAIL_EMPTIED: () => 'The business e-mail address was emptied, because it is empty in Nmbrs.',
    UNSUPPORTED_SALARY_KIND: ({ salaryKind }) =>
      `Salary kind ${inWords(salaryKind)} is not supported; the salary was set to 0.`,
    NO_SCHEDULE: () =>
      'The part-time percentage cannot be computed: there is no schedule, or the full-time hours are missing.',
    PART_TIME_OVER_100: ({ percentage }) => `The part-time percentage is over 100: ${percentage}%.`,
    MISSING_IN_NMBRS: () =>
      'This participant is no longer in Nmbrs, but was not reported as having left either. Nothing was changed.',
    EMPLOYEE_NUMBER_CHANGED: ({ oldNumber, newNumber }) =>
      `The employee number was changed in Nmbrs from ${oldNumber ?? 'empty'} to ${newNumber}.`,
    INVALID_VALUE: ({ fieldLabel }) => `${fieldLabel ?? 'A value'} is not valid in Nmbrs; the existing value was kept.`,
    NO_LONGER_IN_SCOPE: ({ reason }) =>
      `In Nmbrs this participant is now ${reason === 'TRAINEE' ? 'a trainee' : 'an on-call worker'} and is no longer updated. Everything was left as it was; end the enrolments yourself if need be.`,
    ENROLMENT_STILL_OPEN: () =>
      'This participant has left, but an enrolment that was entered by hand is still open. End it yourself if need be.',
  },
  failures: {
    INVALID_CREDENTIALS: () =>
      'Nmbrs refuses the login. Check user name, token and domain, or have a new token made in Nmbrs and configure the link with it.',
    CALL_NOT_ALLOWED: ({ call }) =>
      `The API account may not use the call ${call ?? ''}. Switch it on in Nmbrs under Settings > User templates, with the cog under API.`,
    COMPANY_NOT_ALLOWED: () =>
      "The API account has no access to this company. Check the account's filter in Nmbrs, and the company that was chosen.",
    NO_SUBSCRIPTION: () => 'The Nmbrs environment has no valid subscription.',
    NMBRS_UNAVAILABLE: () => 'Nmbrs could not be reached; nothing was changed. Try again later.',
    NMBRS_UNREADABLE: () => 'Nmbrs gave an answer that cannot be read. Nothing was changed.',
    INCOMPLETE_READING: ({ lacks }) =>
      `Nmbrs did not give a complete picture of the staff: ${en.lacks[lacks ?? 'EMPLOYEES']}. Nothing was changed.`,
    INTERNAL: () => 'Something went wrong in EBlinC. Nothing was changed; the error was recorded.',
  },
  lacks: {
    EMPLOYEES: 'the list of employees is empty',
    STAFF: 'nobody on the list of employees is in service',
    EMPLOYMENTS: 'the answer with the employments is about nobody',
    SALARIES: 'the answer with the salaries is about nobody',
    SCHEDULES: 'the answer with the schedules is about nobody',
    ADDRESSES: 'the answer with the addresses is about nobody',
  },
  enrolmentReasons: {
    EMPLOYMENT: () => 'From the start of the employment',
    WAITING_MONTHS: ({ months }) => `After ${months} waiting ${months === 1 ? 'month' : 'months'}`,
    MINIMUM_AGE: ({ age }) => `From the month in which the age of ${age} is reached`,
    CONTINUED: () => 'Following on from the earlier enrolment',
    BY_HAND: () => 'Entered by hand',
  },
}
