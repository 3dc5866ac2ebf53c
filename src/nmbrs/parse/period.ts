/** Company_GetCurrentPeriod: "yyyy-pp-type", in several spellings of the type. */
import type { PayrollSnapshot } from '../../core/employee.ts'
import type { PayrollPeriod } from '../../core/participant.ts'
import { UnreadableAnswer } from '../errors.ts'
import { textOf, type XmlNode } from '../xml.ts'

const spellings: Record<string, PayrollPeriod> = {
  M: 'MONTH',
  MONTH: 'MONTH',
  '4W': 'FOUR_WEEKS',
  W4: 'FOUR_WEEKS',
  WEEK4: 'FOUR_WEEKS',
  W: 'WEEK',
  '1W': 'WEEK',
  W1: 'WEEK',
  WEEK1: 'WEEK',
  K: 'QUARTER',
  Q: 'QUARTER',
  KWARTAAL: 'QUARTER',
  '3M': 'QUARTER',
  M3: 'QUARTER',
  '6M': 'HALF_YEAR',
  M6: 'HALF_YEAR',
  MONTH6: 'HALF_YEAR',
  H: 'HALF_YEAR',
  HJ: 'HALF_YEAR',
  HALFJAAR: 'HALF_YEAR',
  J: 'YEAR',
  Y: 'YEAR',
  JAAR: 'YEAR',
  YEAR: 'YEAR',
}

/** The most periods that a year can have: 53 weeks, and so 14 times four weeks of which the last is one week. */
const periodsInYear: Record<PayrollPeriod, number> = {
  MONTH: 12,
  FOUR_WEEKS: 14,
  WEEK: 53,
  QUARTER: 4,
  HALF_YEAR: 2,
  YEAR: 1,
}

export function readPeriod(result: XmlNode | undefined): PayrollSnapshot['period'] {
  const [, year, number, spelling] = /^\s*(\d{4})-(\d{1,2})-(\w+)\s*$/.exec(textOf(result) ?? '') ?? []
  const type = spellings[spelling?.toUpperCase() ?? '']
  const period = Number(number)
  if (!type || period < 1 || period > periodsInYear[type]) throw new UnreadableAnswer('expected a payroll period')
  return { year: Number(year), period, type }
}
