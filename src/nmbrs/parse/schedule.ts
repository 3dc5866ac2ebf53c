/** Work schedules of two weeks: Schedule_V2 of an employee, FulltimeSchedule of a company. */
import { z } from 'zod'
import { type Known, type ScheduleRecord, unknown, type WeekHours } from '../../core/employee.ts'
import type { XmlNode } from '../xml.ts'
import { readOne } from './lists.ts'
import { date, decimal, element, moment, optionalDecimal, optionalInteger } from './values.ts'

const firstWeek = {
  HoursMonday: decimal,
  HoursTuesday: decimal,
  HoursWednesday: decimal,
  HoursThursday: decimal,
  HoursFriday: decimal,
  HoursSaturday: decimal,
  HoursSunday: decimal,
}
/** Absent when it is not used. */
const secondWeek = {
  HoursMonday2: optionalDecimal,
  HoursTuesday2: optionalDecimal,
  HoursWednesday2: optionalDecimal,
  HoursThursday2: optionalDecimal,
  HoursFriday2: optionalDecimal,
  HoursSaturday2: optionalDecimal,
  HoursSunday2: optionalDecimal,
}
const bothWeeks = { ...firstWeek, ...secondWeek }
const days = Object.keys(bothWeeks) as (keyof typeof bothWeeks)[]

const weekHours = (schedule: Record<keyof typeof bothWeeks, string | null>): WeekHours =>
  days.map((day) => schedule[day] ?? '0')

export const scheduleRecord = z
  .object({ Id: optionalInteger, CreationDate: moment, StartDate: date, ...bothWeeks })
  .transform(
    (schedule): ScheduleRecord => ({
      id: schedule.Id ?? 0,
      createdAt: schedule.CreationDate,
      startDate: schedule.StartDate,
      hours: weekHours(schedule),
    }),
  )

const fullTimeSchedule = element(bothWeeks)
const companySchedules = element({
  FulltimeScheduleOne: fullTimeSchedule,
  FulltimeScheduleTwo: fullTimeSchedule,
  FulltimeScheduleThree: fullTimeSchedule,
  FulltimeScheduleFour: fullTimeSchedule,
})

/**
 * Schedule_GetCurrent of a company: the first of its four full-time schedules that is not all zero, null when none is;
 * unknown when there are none in the answer, or no result at all. No call tells which of them someone works by.
 */
export function readCompanySchedule(result: XmlNode | undefined): Known<WeekHours | null> {
  const schedules = Object.values(readOne(result, companySchedules) ?? {}).filter((schedule) => schedule !== undefined)
  if (schedules.length === 0) return unknown
  const hours = schedules.map(weekHours)
  return hours.find((week) => week.some((day) => day !== '0')) ?? null
}
