/** What can be done with a link that is there. */

import { useState } from 'preact/hooks'
import {
  DisableLinkDocument,
  EnableLinkDocument,
  type LinkFragment,
  RemoveLinkDocument,
  TestLinkDocument,
} from '../../generated/web-operations.ts'
import { useAction } from '../api/action.ts'
import { Button } from '../parts/button.tsx'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { Notice } from '../parts/notice.tsx'
import { useLocale, useTexts } from '../texts/context.ts'
import { type ConnectionTest, TestOutcome } from './test-outcome.tsx'

type LinkActionsProps = {
  company: { id: string; name: string }
  link: LinkFragment
  onChange(): void
  onReplace(): void
}

export function LinkActions({ company, link, onChange, onReplace }: LinkActionsProps) {
  const texts = useTexts()
  const locale = useLocale()
  const enabling = useAction(EnableLinkDocument)
  const disabling = useAction(DisableLinkDocument)
  const removing = useAction(RemoveLinkDocument)
  const testing = useAction(TestLinkDocument)
  const [test, setTest] = useState<ConnectionTest | null>(null)
  const [isAsking, setAsking] = useState(false)
  const actions = [enabling, disabling, removing, testing]
  const busy = actions.some((action) => action.busy)
  const problem = actions.find((action) => action.problem)?.problem
  const variables = { company: company.id }
  const change = (action: typeof enabling | typeof disabling | typeof removing) => async () => {
    if (await action.act(variables)) onChange()
  }
  const tryIt = async () => {
    setTest(null)
    setTest(await testing.act({ input: { companyId: company.id }, locale }))
  }
  return (
    <>
      <div class="buttons">
        {link.status === 'DISABLED' ? (
          <Button look="primary" isOff={busy} onPress={change(enabling)}>
            {texts.link.enable}
          </Button>
        ) : (
          <Button isOff={busy} onPress={change(disabling)}>
            {texts.link.disable}
          </Button>
        )}
        <Button isOff={busy} onPress={tryIt}>
          {testing.busy ? texts.link.testing : texts.link.test}
        </Button>
        <Button isOff={busy} onPress={onReplace}>
          {texts.link.replace}
        </Button>
        <Button look="danger" isOff={busy} onPress={() => setAsking(true)}>
          {texts.link.remove}
        </Button>
      </div>
      {problem && (
        <Notice tone="danger" isAlert>
          {problem.message}
        </Notice>
      )}
      {test && <TestOutcome test={test} />}
      {isAsking && (
        <ConfirmDialog
          title={texts.link.removeTitle}
          confirm={texts.link.remove}
          onConfirm={change(removing)}
          onClose={() => setAsking(false)}
        >
          {texts.link.removeExplanation(company.name)}
        </ConfirmDialog>
      )}
    </>
  )
}
