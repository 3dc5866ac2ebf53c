/** Asks for an access token. The server says whether it is good: this page knows nothing of tokens. */
import { useState } from 'preact/hooks'
import { Field } from '../parts/field.tsx'
import { Notice } from '../parts/notice.tsx'
import { useTexts } from '../texts/context.ts'

type SignInProps = {
  /** Whether a token was tried that the server did not accept. */
  wasRefused: boolean
  onToken(token: string): void
}

export function SignIn({ wasRefused, onToken }: SignInProps) {
  const texts = useTexts()
  const [token, setToken] = useState('')
  const submit = (event: Event) => {
    event.preventDefault()
    const given = token.trim().replace(/^Bearer\s+/i, '')
    if (given) onToken(given)
  }
  return (
    <main id="content" class="sign-in" tabIndex={-1}>
      <h1>{texts.signIn.title}</h1>
      <p>{texts.signIn.explanation}</p>
      <form onSubmit={submit}>
        <Field
          label={texts.signIn.token}
          type="password"
          value={token}
          onValue={setToken}
          required
          autocomplete="off"
        />
        {wasRefused && (
          <Notice tone="danger" isAlert>
            {texts.signIn.refused}
          </Notice>
        )}
        <button type="submit" class="primary">
          {texts.signIn.submit}
        </button>
      </form>
    </main>
  )
}
