/** Where the focus goes when what had it is gone. */
import type { RefObject } from 'preact'
import { useOnChange } from '../api/queries.ts'

/** Whenever `reason` changes, the element takes the focus if nothing has it any more: a keyboard goes on from there. */
export function useLostFocus(element: RefObject<HTMLElement | null>, reason: unknown): void {
  useOnChange(() => {
    if (document.activeElement === document.body) element.current?.focus({ preventScroll: true })
  }, reason)
}
