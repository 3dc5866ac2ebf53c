import type { SyncStatus, SyncTrigger } from '../../generated/web-operations.ts'
import { useLocale, useTexts } from '../texts/context.ts'
import { formatMoment } from '../texts/format.ts'
import { RunState } from './run-state.tsx'

type Night = { trigger: SyncTrigger; status: SyncStatus; queuedAt: string; counts: { mutations: number } }

/** How the latest nightly sync went, of runs with the newest first. */
export function LastNight({ runs }: { runs: readonly Night[] }) {
  const texts = useTexts()
  const locale = useLocale()
  const night = runs.find(({ trigger }) => trigger !== 'MANUAL')
  if (!night) return <span class="minor">{texts.noNightYet}</span>
  return (
    <span class="state">
      <RunState status={night.status} />
      <span class="minor">
        {formatMoment(night.queuedAt, locale)}
        {night.status === 'SUCCEEDED' && ` · ${texts.mutationCount(night.counts.mutations)}`}
      </span>
    </span>
  )
}
