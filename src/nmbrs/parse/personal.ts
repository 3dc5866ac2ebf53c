/** PersonalInfo_V2 of the bulk calls, and PersonalInfo of PersonalInfo_GetCurrent, which has its own spellings. */
import { z } from 'zod'
import { type PayrollEmployee, type PersonalRecord, unknown } from '../../core/employee.ts'
import { UnreadableAnswer } from '../errors.ts'
import type { XmlNode } from '../xml.ts'
import { readOne } from './lists.ts'
import { code, date, moment, optional, optionalInteger, readInteger, startNumber, text } from './values.ts'

/** As the import sheet of Nmbrs has them. PersonalInfo_GetCurrent gives text where the bulk calls give numbers. */
const nameUsageWords = ['eigennaam', 'partnernaam', 'partnernaam - eigennaam', 'eigennaam - partnernaam']
const maritalStatusWords: Record<string, number> = {
  gehuwd: 1,
  ongehuwd: 2,
  samenwonend: 5,
  'duurzaam gescheiden': 6,
  'geregistreerd partner': 7,
  weduwe: 8,
  '-': 10,
}

/** Other words are 0, which is none of the four. */
const nameUsage = optional('a name usage', (value) => {
  const words = value.toLowerCase().replace(/^alleen /, '')
  return readInteger(value) ?? nameUsageWords.indexOf(words) + 1
})
/** Other words are those of "-", which is none of the others. */
const maritalStatus = optional(
  'a marital status',
  (value) => readInteger(value) ?? maritalStatusWords[value.toLowerCase()] ?? maritalStatusWords['-'],
)

/** Whatever is not male or female is no gender. */
const gender = optional('a gender', (value): PersonalRecord['gender'] => {
  if (['male', '1'].includes(value.toLowerCase())) return 'MALE'
  return ['female', '2'].includes(value.toLowerCase()) ? 'FEMALE' : null
})

const personalInfo = z.object({
  Id: optionalInteger,
  CreationDate: moment,
  StartYear: startNumber,
  StartPeriod: startNumber,
  EmployeeNumber: code,
  Number: code,
  Initials: text,
  FirstName: text,
  FistName: text,
  Prefix: text,
  LastName: text,
  PartnerPrefix: text,
  PartnerLastName: text,
  Naamstelling: nameUsage,
  Gender: gender,
  Birthday: date,
  BSN: text,
  BurgerlijkeStaat: maritalStatus,
  EmailWork: text,
  EmailPrivate: text,
  TelephoneWork: text,
  TelephoneMobileWork: text,
  TelephonePrivate: text,
  TelephoneMobilePrivate: text,
})

/** `readBsn` false: a BSN that is in the answer goes no further than here. */
export const personalRecord = (readBsn: boolean) =>
  personalInfo.transform(
    (info): PersonalRecord => ({
      id: info.Id ?? 0,
      createdAt: info.CreationDate,
      startYear: info.StartYear,
      startPeriod: info.StartPeriod,
      employeeNumber: info.EmployeeNumber ?? info.Number,
      initials: info.Initials,
      firstName: info.FirstName ?? info.FistName,
      prefix: info.Prefix,
      lastName: info.LastName,
      partnerPrefix: info.PartnerPrefix,
      partnerLastName: info.PartnerLastName,
      nameUsage: info.Naamstelling,
      gender: info.Gender,
      birthDate: info.Birthday,
      bsn: readBsn ? info.BSN : unknown,
      maritalStatus: info.BurgerlijkeStaat,
      emailWork: info.EmailWork,
      emailPrivate: info.EmailPrivate,
      phoneWork: info.TelephoneWork,
      phoneMobileWork: info.TelephoneMobileWork,
      phonePrivate: info.TelephonePrivate,
      phoneMobilePrivate: info.TelephoneMobilePrivate,
    }),
  )

/**
 * PersonalInfo_GetCurrent. Its record says from when it holds no more than that it holds now. Throws UnreadableAnswer for
 * one that is about someone else than was asked for.
 */
export function readCurrentPersonal(
  result: XmlNode | undefined,
  { sourceId, roster }: Pick<PayrollEmployee, 'sourceId' | 'roster'>,
  readBsn: boolean,
): PersonalRecord {
  const record = readOne(result, personalRecord(readBsn))
  const isOther = record.id !== sourceId || (roster?.number && roster.number !== record.employeeNumber)
  if (isOther) throw new UnreadableAnswer('not of the employee who was asked for')
  return record
}
