import type { ChartRunFragment } from '../../generated/web-operations.ts'
import { useTexts } from '../texts/context.ts'
import { RunState } from './run-state.tsx'
import { Moment } from './time.tsx'

/** How the latest nightly sync went. */
export function LastNight({ night }: { night: ChartRunFragment | undefined }) {
  const texts = useTexts()
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
