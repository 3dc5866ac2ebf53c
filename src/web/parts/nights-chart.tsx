/** Mutations per night as small bars, one for each of the last fourteen days. */
import type { SyncMode, SyncStatus } from '../../generated/web-operations.ts'
import { useLocale, useTexts } from '../texts/context.ts'
import { dateOf, formatDay } from '../texts/format.ts'

type Run = { mode: SyncMode; status: SyncStatus; queuedAt: string; counts: { mutations: number } }

const dayCount = 14
const day = 24 * 60 * 60 * 1000 // milliseconds
const barWidth = 7
const step = 9
const height = 30

/** What was synchronised by hand counts for the night before it. */
export function NightsChart({ runs, now = Date.now() }: { runs: readonly Run[]; now?: number }) {
  const texts = useTexts()
  const locale = useLocale()
  const days = mutationsPerDay(runs, now)
  const known = days.filter(({ mutations }) => mutations !== null)
  if (known.length === 0) return <span class="minor">{texts.chart.empty}</span>
  const most = Math.max(1, ...known.map(({ mutations }) => mutations ?? 0))
  const inWords = known.map(({ date, mutations }) => `${formatDay(date, locale)}: ${mutations}`).join(', ')
  return (
    <svg
      class="chart"
      role="img"
      aria-label={`${texts.chart.label(dayCount)}: ${inWords}`}
      width={dayCount * step}
      height={height}
      viewBox={`0 0 ${dayCount * step} ${height}`}
    >
      {days.map(({ date, mutations }, index) => {
        const bar = mutations ? Math.max(3, (mutations / most) * (height - 2)) : 1
        return (
          <rect
            key={date}
            class={mutations ? 'bar' : 'none'}
            x={index * step}
            y={height - bar}
            width={barWidth}
            height={bar}
            rx={mutations ? 1.5 : 0}
          />
        )
      })}
    </svg>
  )
}

/** One entry a day, oldest first; null for a day without a sync that succeeded. */
export function mutationsPerDay(runs: readonly Run[], now: number): { date: string; mutations: number | null }[] {
  const totals = new Map<string, number>()
  for (const { mode, status, queuedAt, counts } of runs) {
    if (mode !== 'APPLY' || status !== 'SUCCEEDED') continue
    const date = dateOf(queuedAt)
    totals.set(date, (totals.get(date) ?? 0) + counts.mutations)
  }
  return Array.from({ length: dayCount }, (_, index) => {
    const date = dateOf(new Date(now - (dayCount - 1 - index) * day).toISOString())
    return { date, mutations: totals.get(date) ?? null }
  })
}
