/** Where the focus goes when what had it is gone. */
import type { RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import { useOnChange } from '../api/queries.ts'

/**
 * Whenever `reason` changes, the element takes the focus if nothing has it any more: a keyboard goes on from there. A reason
 * that was undefined before is no change: that is how a page begins.
 */
export function useLostFocus(element: RefObject<HTMLElement | null>, reason: unknown): void {
  const known = useRef(reason)
  useOnChange(() => {
    const isBeginning = known.current === undefined
    known.current = reason
    if (!isBeginning && document.activeElement === document.body) element.current?.focus({ preventScroll: true })
  }, reason)
}
