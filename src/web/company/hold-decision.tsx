/** A run that is held: why, and the decision of who may take it, on exactly the run as it is shown. */
import { ApproveRunDocument, RejectRunDocument } from '../../generated/web-operations.ts'
import { useAction } from '../api/action.ts'
import { Notice } from '../parts/notice.tsx'
import { useTexts } from '../texts/context.ts'

type HoldDecisionProps = {
  run: { id: string; revision: number; holdReason: string | null }
  mayDecide: boolean
  /** The run may be different now: also when the decision was refused. */
  onDecided(): void
}

export function HoldDecision({ run, mayDecide, onDecided }: HoldDecisionProps) {
  const texts = useTexts()
  const approval = useAction(ApproveRunDocument)
  const rejection = useAction(RejectRunDocument)
  const busy = approval.busy || rejection.busy
  const problem = approval.problem ?? rejection.problem
  const decide = (decision: typeof approval | typeof rejection) => async () => {
    await decision.act({ run: run.id, revision: run.revision })
    onDecided()
  }
  return (
    <section class="card decision" aria-labelledby="hold">
      <h3 id="hold">{texts.hold.title}</h3>
      <p>
        <strong>{run.holdReason}</strong>
      </p>
      <p>{texts.hold.explanation}</p>
      {mayDecide ? (
        <div class="buttons">
          <button type="button" class="primary" disabled={busy} onClick={decide(approval)}>
            {texts.hold.approve}
          </button>
          <button type="button" disabled={busy} onClick={decide(rejection)}>
            {texts.hold.reject}
          </button>
        </div>
      ) : (
        <p>{texts.hold.byOthers}</p>
      )}
      {problem && (
        <Notice tone="danger" isAlert>
          {problem.message}
        </Notice>
      )}
    </section>
  )
}
