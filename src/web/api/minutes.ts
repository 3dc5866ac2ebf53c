import { useEffect, useState } from 'preact/hooks'

const minute = 60_000 // milliseconds

/** Counts up each minute that the page is in view, and whenever it comes into view: nights may have passed meanwhile. */
export function useMinutes(): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && setCount((known) => known + 1)
    const timer = setInterval(look, minute)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return count
}
