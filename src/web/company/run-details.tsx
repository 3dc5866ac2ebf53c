/** One sync run in full: how it went, what it counted, what it would change, and whom it left out. */
import { RunDetailsDocument, type RunDetailsQuery } from '../../generated/web-operations.ts'
import { useFresh } from '../api/queries.ts'
import { Answer } from '../parts/answer.tsx'
import { Notice } from '../parts/notice.tsx'
import { RunState } from '../parts/run-state.tsx'
import { Moment } from '../parts/time.tsx'
import { useLocale, useTexts } from '../texts/context.ts'
import type { Texts } from '../texts/nl.ts'
import { Exclusions } from './exclusions.tsx'
import { HoldDecision } from './hold-decision.tsx'
import { PlannedMutations } from './planned-mutations.tsx'
import { RunProgress } from './run-progress.tsx'
import { isMoving } from './runs.ts'

type RunDetailsProps = {
  id: string
  /** Of the run as it is known elsewhere; asked anew when it changes. */
  revision: number
  mayDecide: boolean
  onDecided(): void
}

export function RunDetails({ id, revision, mayDecide, onDecided }: RunDetailsProps) {
  const texts = useTexts()
  const asked = useFresh(RunDetailsDocument, { run: id, locale: useLocale() }, revision)
  const again = () => {
    asked.ask()
    onDecided()
  }
  return (
    <Answer to={asked}>
      {({ syncRun: run }) =>
        run ? (
          <>
            <RunSummary run={run} />
            {run.holdReason && <HoldDecision run={run} mayDecide={mayDecide} onDecided={again} />}
            <PlannedMutations mutations={run.plannedMutations} whenNone={wordsForNothing(run, texts)} />
            <Exclusions exclusions={run.exclusions} />
          </>
        ) : (
          <p>{texts.run.notFound}</p>
        )
      }
    </Answer>
  )
}

type Run = NonNullable<RunDetailsQuery['syncRun']>

/** A preview without changes, or one of so long ago that they are not kept any more. */
function wordsForNothing({ mode, status, counts }: Run, { planned }: Texts): string | null {
  if (mode !== 'PREVIEW' || status !== 'SUCCEEDED') return null
  return counts.mutations === 0 ? planned.none : planned.gone
}

const countNames = [
  'read',
  'joined',
  'rejoined',
  'changed',
  'left',
  'missing',
  'unchanged',
  'enrolled',
  'excluded',
] as const

function RunSummary({ run }: { run: Run }) {
  const texts = useTexts()
  return (
    <section class="card" aria-label={texts.run.ofMode[run.mode]}>
      <h2>
        {texts.run.ofMode[run.mode]} <RunState status={run.status} />
      </h2>
      <p class="minor">
        {texts.run.ofTrigger[run.trigger]}, <Moment value={run.queuedAt} />
        {run.employeeNumber !== null && `, ${texts.run.only(run.employeeNumber)}`}
      </p>
      {isMoving(run) && <RunProgress run={run} />}
      {run.failure && <Notice tone="danger">{run.failure.message}</Notice>}
      {!isMoving(run) && !run.failure && (
        <dl class="counts">
          {countNames.map((name) => (
            <div key={name}>
              <dt>{texts.counts[name]}</dt>
              <dd>{run.counts[name]}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
