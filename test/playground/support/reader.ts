/** A reader of the playground: opens ready operations in the panel, fills them in and runs them. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

type File = 'operation.graphql' | 'variables.json' | 'request-headers.json' | 'response.json'
type Editor = { getValue(): string; setValue(text: string): void; getModel(): { uri: { path: string } } }
declare const monaco: { editor: { getEditors(): Editor[] } }

export const readerOf = (page: Page) => {
  const textIn = (file: File): Promise<string> =>
    page.evaluate(
      (file) =>
        monaco.editor
          .getEditors()
          .find((editor) => editor.getModel().uri.path.endsWith(file))
          ?.getValue() ?? '',
      file,
    )
  const write = (file: File, text: string): Promise<void> =>
    page.evaluate(
      ([file, text]) =>
        monaco.editor
          .getEditors()
          .find((editor) => editor.getModel().uri.path.endsWith(file!))
          ?.setValue(text!),
      [file, text],
    )
  const variables = async (): Promise<Record<string, unknown>> =>
    JSON.parse((await textIn('variables.json')).replaceAll(/^ *\/\/.*$/gm, '') || '{}')

  return {
    textIn,
    variables,
    /** Resolves when the editors are there. */
    ready: () => page.locator('.graphiql-execute-button').waitFor(),
    /** Clicks the title in the panel, and resolves when its operation is there to edit. */
    async choose(title: string) {
      await page.getByRole('link', { name: title, exact: true }).click()
      await page.locator('a[aria-current="true"]').getByText(title, { exact: true }).waitFor()
    },
    async fillIn(changes: Record<string, unknown>) {
      await write('variables.json', JSON.stringify({ ...(await variables()), ...changes }))
    },
    press: () => page.locator('.graphiql-execute-button').click(),
    /** Runs what is in the editor, and gives what `data` or `errors` it is answered with. */
    async run(): Promise<{ data?: never; errors?: unknown }> {
      await write('response.json', '')
      await this.press()
      await expect.poll(() => textIn('response.json')).not.toBe('')
      return JSON.parse(await textIn('response.json'))
    },
  }
}
