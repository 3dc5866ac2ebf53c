/** Mutations per night as small bars, one for each of the last fourteen days; a night that failed or is held stands out. */
import type { ChartRunFragment } from '../../generated/web-operations.ts'
import { useLocale, useTexts } from '../texts/context.ts'
import { dateOf, formatDay } from '../texts/format.ts'

const dayCount = 14
const day = 24 * 60 * 60 * 1000 // milliseconds
const barWidth = 7
const step = 9
const height = 30

/** From when runs are asked for: the same all day, so that asking again is the same question. */
export const chartBegins = (now = Date.now()): string =>
  `${dateOf(new Date(now - dayCount * day).toISOString())}T00:00:00Z`

/** What was synchronised by hand counts for the night before it. */
export function NightsChart({ runs, now = Date.now() }: { runs: readonly ChartRunFragment[]; now?: number }) {
  const texts = useTexts()
  const locale = useLocale()
  const days = outcomePerDay(runs, now).map(({ date, outcome }) => {
    const words = typeof outcome === 'string' ? texts.runStatus[outcome].toLowerCase() : String(outcome)
    return { date, outcome, words: `${formatDay(date, locale)}: ${words}` }
  })
  const known = days.filter(({ outcome }) => outcome !== null)
  if (known.length === 0) return <span class="minor">{texts.chart.empty}</span>
  const most = Math.max(1, ...days.map(({ outcome }) => (typeof outcome === 'number' ? outcome : 0)))
  return (
    <svg
      class="chart"
      role="img"
      aria-label={`${texts.chart.label(dayCount)}: ${known.map(({ words }) => words).join(', ')}`}
      width={dayCount * step}
      height={height}
      viewBox={`0 0 ${dayCount * step} ${height}`}
    >
      {days.map(({ date, outcome, words }, index) => (
        <g key={date} transform={`translate(${index * step} 0)`}>
          {outcome !== null && <title>{words}</title>}
          <rect class="ground" width={step} height={height} />
          <Mark outcome={outcome} most={most} />
        </g>
      ))}
    </svg>
  )
}

/** A bar, of which a line is left without mutations; a thin one where there was no night; a cross or a pause for another end. */
function Mark({ outcome, most }: { outcome: Outcome; most: number }) {
  if (outcome === 'FAILED') return <path class="failed" d={`M1 ${height - 7}l5 5m0 -5l-5 5`} />
  if (outcome === 'HELD') return <path class="held" d={`M2 ${height - 7}v5m3 0v-5`} />
  if (outcome === null) return <rect class="none" y={height - 1} width={barWidth} height={1} />
  const bar = outcome === 0 ? 2 : 4 + (outcome / most) * (height - 6)
  return <rect class="bar" y={height - bar} width={barWidth} height={bar} rx={outcome === 0 ? 0 : 1.5} />
}

/** Mutations of the syncs that succeeded; otherwise how the day's last one ended; null for a day without any. */
type Outcome = number | 'FAILED' | 'HELD' | null

/** One entry a day, oldest first; `runs` with the newest first. */
function outcomePerDay(runs: readonly ChartRunFragment[], now: number): { date: string; outcome: Outcome }[] {
  const outcomes = new Map<string, Outcome>()
  for (const { mode, status, queuedAt, counts } of runs) {
    if (mode !== 'APPLY') continue
    const date = dateOf(queuedAt)
    const outcome = outcomes.get(date) ?? null
    if (status === 'SUCCEEDED') outcomes.set(date, (typeof outcome === 'number' ? outcome : 0) + counts.mutations)
    else if (outcome === null && (status === 'FAILED' || status === 'HELD')) outcomes.set(date, status)
  }
  return Array.from({ length: dayCount }, (_, index) => {
    const date = dateOf(new Date(now - (dayCount - 1 - index) * day).toISOString())
    return { date, outcome: outcomes.get(date) ?? null }
  })
}
