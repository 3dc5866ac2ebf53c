/** Starts a sync, and shows the one that is under way or was the last; above every section of a company. */
import {
  type NmbrsLinkStatus,
  type RunFragment,
  StartSyncDocument,
  type SyncMode,
} from '../../generated/web-operations.ts'
import { useAction } from '../api/action.ts'
import { useOnChange } from '../api/queries.ts'
import { useAnnounce } from '../parts/announcer.tsx'
import { Button } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import { RunState } from '../parts/run-state.tsx'
import { Moment } from '../parts/time.tsx'
import { companyPath } from '../routes.ts'
import { useLocale, useTexts } from '../texts/context.ts'
import { RunProgress } from './run-progress.tsx'
import { isMoving } from './runs.ts'

type RunPanelProps = {
  company: { id: string; number: string }
  runs: readonly RunFragment[]
  /** The state of the link; null when there is none, undefined for who may not see it. */
  linkStatus: NmbrsLinkStatus | null | undefined
}

export function RunPanel({ company, runs, linkStatus }: RunPanelProps) {
  const texts = useTexts()
  const locale = useLocale()
  const { act, busy, problem, forget } = useAction(StartSyncDocument)
  const moving = runs.find(isMoving)
  const latest = runs[0]
  const isOff = linkStatus === 'DISABLED'
  const held = runs.find(({ status }) => status === 'HELD')
  useSpokenState(latest)
  useOnChange(forget, linkStatus) // what was refused before may be allowed now
  const start = (mode: SyncMode) => void act({ company: company.id, mode, locale })
  if (linkStatus === null)
    return (
      <Notice tone="info">
        {texts.run.notLinked} <a href={companyPath(company.number, 'link')}>{texts.run.linkNow}</a>
      </Notice>
    )
  return (
    <section class="run-panel" aria-label={texts.run.title}>
      <div class="run-now">
        {moving ? <RunProgress run={moving} /> : latest ? <LatestRun run={latest} company={company} /> : texts.run.none}
      </div>
      <div class="buttons">
        <Button look="primary" isOff={busy || moving !== undefined || isOff} onPress={() => start('APPLY')}>
          {texts.run.start}
        </Button>
        <Button isOff={busy || moving !== undefined} onPress={() => start('PREVIEW')}>
          {texts.run.preview}
        </Button>
      </div>
      {isOff && <p class="minor">{texts.run.switchedOff}</p>}
      {problem && (
        <Notice tone="danger" isAlert>
          {problem.message}
        </Notice>
      )}
      {held && held !== latest && (
        <Notice tone="warning">
          {held.holdReason} <RunLink run={held} company={company} />
        </Notice>
      )}
    </section>
  )
}

type LatestRunProps = { run: RunFragment; company: RunPanelProps['company'] }

function LatestRun({ run, company }: LatestRunProps) {
  const texts = useTexts()
  return (
    <>
      <p>
        <RunState status={run.status} /> {texts.run.ofMode[run.mode]}, <Moment value={run.queuedAt} />
        {run.status === 'SUCCEEDED' && ` · ${texts.run.outcome[run.mode](run.counts.mutations)}`}
        {' · '}
        <RunLink run={run} company={company} />
      </p>
      {run.status === 'HELD' && <Notice tone="warning">{run.holdReason}</Notice>}
      {run.mode === 'PREVIEW' && run.holdReason && (
        <Notice tone="warning">
          {texts.hold.title.preview}. {run.holdReason}
        </Notice>
      )}
      {run.failure && <Notice tone="danger">{run.failure.message}</Notice>}
    </>
  )
}

const RunLink = ({ run, company }: LatestRunProps) => {
  const texts = useTexts()
  return (
    <a href={companyPath(company.number, 'sync', { run: run.id })}>
      {run.status === 'HELD' ? texts.run.decide : texts.run.view}
    </a>
  )
}

/** Says how the latest run goes, for who cannot see it: when it starts, and how it came to rest. */
function useSpokenState(run: RunFragment | undefined): void {
  const texts = useTexts()
  const announce = useAnnounce()
  const say = () => {
    if (!run) return
    const outcome = run.status === 'SUCCEEDED' ? `, ${texts.run.outcome[run.mode](run.counts.mutations)}` : ''
    announce(`${texts.run.ofMode[run.mode]}: ${texts.runStatus[run.status]}${outcome}`)
  }
  useOnChange(say, run?.id, run?.status)
}
