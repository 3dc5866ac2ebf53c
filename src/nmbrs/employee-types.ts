/** Which of Nmbrs' employee types are staff: on the payroll now or before. Their ids differ, their descriptions tell. */
import type { NmbrsEmployeeType } from './parse/account.ts'

export type EmployeeTypeChoice = NmbrsEmployeeType & { staff: boolean }

const staffWords = /payroll|verloon|verloning|loonlijst|in dienst|uit dienst|werknemer|medewerker|employee/
/** Words that make something else of the same description: "nieuwe werknemers", "former external", "niet verloond". */
const otherWords = /extern|sollicit|applicant|reject|afgewezen|\bnew|nieuw|\bniet\b|\bnot?\b|\bnon|geen|zonder/

/** The type that public clients use for staff, when no description says which it is. */
const usualStaffType = 2

/** By description, Dutch or English. If none reads as staff, type 2 is, even where it is not listed. */
export function chooseStaffTypes(types: readonly NmbrsEmployeeType[]): EmployeeTypeChoice[] {
  const choices = types.map((type) => ({ ...type, staff: readsAsStaff(type.description.toLowerCase()) }))
  if (choices.some((choice) => choice.staff)) return choices
  const others = choices.filter((choice) => choice.id !== usualStaffType)
  const description = types.find((type) => type.id === usualStaffType)?.description ?? ''
  return [...others, { id: usualStaffType, description, staff: true }]
}

const readsAsStaff = (description: string): boolean => staffWords.test(description) && !otherWords.test(description)
