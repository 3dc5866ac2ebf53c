import { useEffect, useRef, useState } from 'preact/hooks'

/** The value as it was when it had stayed the same for a quarter of a second: for what is typed. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 250)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** The value, at most this many milliseconds late: for what may change very often. */
export function useThrottled<Value>(value: Value, milliseconds: number): Value {
  const [shown, setShown] = useState(value)
  const latest = useRef(value)
  latest.current = value
  const isBehind = value !== shown
  useEffect(() => {
    if (!isBehind) return
    const timer = setTimeout(() => setShown(latest.current), milliseconds)
    return () => clearTimeout(timer)
  }, [isBehind, milliseconds])
  return shown
}
