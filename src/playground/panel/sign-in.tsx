/** Asks for an access token, which this browser tab keeps until it closes. */
import { useId, useState } from 'preact/hooks'
import { session } from './api.ts'

export function SignIn() {
  const id = useId()
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    setProblem(null)
    const token = String(new FormData(event.currentTarget as HTMLFormElement).get('token'))
    try {
      if (await session.begin(token)) location.reload()
      else setProblem('De server accepteert dit token niet (meer).')
    } catch {
      setProblem('De server kan het token nu niet nakijken. Probeer het zo nog eens.')
    }
  }
  return (
    <form onSubmit={submit}>
      <p>Deze server vraagt om een toegangstoken. Had u er al een, dan is het niet meer geldig.</p>
      <label for={id}>Toegangstoken</label>
      <input id={id} name="token" type="password" autocomplete="off" required />
      {problem && <p role="alert">{problem}</p>}
      <button type="submit">Verder</button>
    </form>
  )
}
