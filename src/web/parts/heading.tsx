import { useEffect } from 'preact/hooks'

/** The title of a screen, in the document's title too. */
export function Heading({ children }: { children: string }) {
  useEffect(() => {
    document.title = `${children} – EBlinC Nmbrs`
  }, [children])
  return <h1>{children}</h1>
}
