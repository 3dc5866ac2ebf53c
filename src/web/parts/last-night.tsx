import type { SyncStatus, SyncTrigger } from '../../generated/web-operations.ts'
import { useTexts } from '../texts/context.ts'
import { RunState } from './run-state.tsx'
import { Moment } from './time.tsx'

type Night = { trigger: SyncTrigger; status: SyncStatus; queuedAt: string; counts: { mutations: number } }

/** How the latest nightly sync went, of runs with the newest first. */
export function LastNight({ runs }: { runs: readonly Night[] }) {
  const texts = useTexts()
  const night = runs.find(({ trigger }) => trigger !== 'MANUAL')
  if (!night) return <span class="minor">{texts.noNightYet}</span>
  return (
    <span class="state">
      <RunState status={night.status} />
      <span class="minor">
        <Moment value={night.queuedAt} />
        {night.status === 'SUCCEEDED' && ` · ${texts.mutationCount(night.counts.mutations)}`}
      </span>
    </span>
  )
}
