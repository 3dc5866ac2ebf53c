/**
 * Asks whether the reader is sure. The browser puts the focus on the first button, which changes nothing, keeps it inside, closes
 * the dialog on Escape, and gives the focus back.
 */
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { useTexts } from '../texts/context.ts'

type ConfirmDialogProps = {
  title: string
  /** What the button says that does it. */
  confirm: string
  onConfirm(): void
  onClose(): void
  children: ComponentChildren
}

export function ConfirmDialog({ title, confirm, onConfirm, onClose, children }: ConfirmDialogProps) {
  const texts = useTexts()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      <p>{children}</p>
      <form method="dialog" class="buttons">
        <button type="submit">{texts.cancel}</button>
        <button type="submit" class="danger" onClick={onConfirm}>
          {confirm}
        </button>
      </form>
    </dialog>
  )
}
