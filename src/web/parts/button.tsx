/** A button that keeps the focus while it cannot be pressed: one that is disabled drops it, and a keyboard is lost then. */
import type { ComponentChildren } from 'preact'

type ButtonProps = {
  type?: 'button' | 'submit'
  look?: 'primary' | 'danger'
  /** Whether it cannot be pressed now. */
  isOff?: boolean
  onPress?(): void
  children: ComponentChildren
}

export const Button = ({ type = 'button', look, isOff = false, onPress, children }: ButtonProps) => (
  <button
    type={type}
    class={look}
    aria-disabled={isOff}
    onClick={(event) => {
      if (isOff)
        event.preventDefault() // of a form: it is not sent, also not by Enter in a field
      else onPress?.()
    }}
  >
    {children}
  </button>
)
