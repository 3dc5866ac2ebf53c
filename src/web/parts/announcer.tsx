/** Tells screen readers what happens elsewhere on the page; calmly: only the last of what comes within a second. */
import { type ComponentChildren, createContext } from 'preact'
import { useCallback, useContext, useRef, useState } from 'preact/hooks'

const pause = 1_000 // 1 second

const AnnounceContext = createContext<(words: string) => void>(() => {})

export const useAnnounce = (): ((words: string) => void) => useContext(AnnounceContext)

export function Announcer({ children }: { children: ComponentChildren }) {
  const [words, setWords] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const announce = useCallback((next: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setWords(next), pause)
  }, [])
  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <div role="status" class="unseen">
        {words}
      </div>
    </AnnounceContext.Provider>
  )
}
