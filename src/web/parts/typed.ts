import { useState } from 'preact/hooks'

export type Typed<Name extends string> = {
  /** What was typed and is not saved yet, by field. */
  typed: Partial<Record<Name, string>>
  type(name: Name, text: string): void
  /** Forgets what was saved; what was typed since then stays. */
  forget(saved: Partial<Record<Name, string>>): void
}

export function useTyped<Name extends string>(): Typed<Name> {
  const [typed, setTyped] = useState<Typed<Name>['typed']>({})
  return {
    typed,
    type: (name, text) => setTyped((known) => ({ ...known, [name]: text })),
    forget: (saved) =>
      setTyped((known) => {
        const left = (Object.keys(known) as Name[]).filter((name) => known[name] !== saved[name])
        return Object.fromEntries(left.map((name) => [name, known[name]])) as typeof known
      }),
  }
}
