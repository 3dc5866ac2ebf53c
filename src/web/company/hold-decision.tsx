/** A run that is or was held, or would be: why, and the decision of who may take it, on exactly the run as it is shown. */
import { useRef } from 'preact/hooks'
import { ApproveRunDocument, RejectRunDocument, type RunFragment } from '../../generated/web-operations.ts'
import { useAction } from '../api/action.ts'
import { Button } from '../parts/button.tsx'
import { useLostFocus } from '../parts/focus.ts'
import { Notice } from '../parts/notice.tsx'
import { useTexts } from '../texts/context.ts'

type HoldDecisionProps = {
  run: Pick<RunFragment, 'id' | 'revision' | 'mode' | 'status' | 'holdReason'>
  mayDecide: boolean
  /** The run may be different now: also when the decision was refused. */
  onDecided(): void
}

export function HoldDecision({ run, mayDecide, onDecided }: HoldDecisionProps) {
  const texts = useTexts()
  const approval = useAction(ApproveRunDocument)
  const rejection = useAction(RejectRunDocument)
  const isHeld = run.status === 'HELD'
  const { preview, held, decided } = texts.hold.title
  const title = run.mode === 'PREVIEW' ? preview : isHeld ? held : decided
  const section = useRef<HTMLElement>(null)
  useLostFocus(section, isHeld)
  const busy = approval.busy || rejection.busy
  const problem = approval.problem ?? rejection.problem
  const decide = (decision: typeof approval | typeof rejection) => async () => {
    await decision.act({ run: run.id, revision: run.revision })
    onDecided()
  }
  return (
    <section class={isHeld ? 'card decision' : 'card'} aria-labelledby="hold" ref={section} tabIndex={-1}>
      <h3 id="hold">{title}</h3>
      <p>
        <strong>{run.holdReason}</strong>
      </p>
      {isHeld && <p>{mayDecide ? texts.hold.explanation : texts.hold.byOthers}</p>}
      {isHeld && mayDecide && (
        <div class="buttons">
          <Button look="primary" isOff={busy} onPress={decide(approval)}>
            {texts.hold.approve}
          </Button>
          <Button isOff={busy} onPress={decide(rejection)}>
            {texts.hold.reject}
          </Button>
        </div>
      )}
      {problem && (
        <Notice tone="danger" isAlert>
          {problem.message}
        </Notice>
      )}
    </section>
  )
}
