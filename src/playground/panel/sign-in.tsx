/** Asks for an access token, which this browser tab keeps until it closes. */
import { useId } from 'preact/hooks'
import { session } from './api.ts'

export function SignIn() {
  const id = useId()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        session.begin(String(new FormData(event.currentTarget).get('token')))
        location.reload()
      }}
    >
      <p>Deze server vraagt om een toegangstoken. Is er een ingevuld, dan is het niet (meer) geldig.</p>
      <label for={id}>Toegangstoken</label>
      <input id={id} name="token" type="password" autocomplete="off" required />
      <button type="submit">Verder</button>
    </form>
  )
}
