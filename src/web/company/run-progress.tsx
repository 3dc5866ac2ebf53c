import type { RunFragment } from '../../generated/web-operations.ts'
import { RunState } from '../parts/run-state.tsx'
import { useTexts } from '../texts/context.ts'

/** How far a run is. Without a total the bar only says that something is going on. */
export function RunProgress({ run }: { run: RunFragment }) {
  const texts = useTexts()
  const { step, done, total } = run.progress
  const count = total === null ? '' : texts.run.doneOf(done, total)
  return (
    <>
      <p>
        <RunState status={run.status} /> {texts.run.ofMode[run.mode]}: {texts.steps[step]} {count}
      </p>
      <progress aria-label={texts.run.progress} {...(total === null ? {} : { value: done, max: Math.max(1, total) })} />
    </>
  )
}
