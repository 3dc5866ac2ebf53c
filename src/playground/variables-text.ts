/** The variables of an operation as a text to edit: JSON, with what there is to say above a line. */
import type { Known } from './known.ts'
import type { ReadyOperation } from './ready-operation.ts'

export function variablesText(operation: ReadyOperation, known: Known): string {
  const entries = Object.entries(operation.variables(known))
  if (entries.length === 0) return ''
  const notes = operation.notes(known)
  const lines = entries.map(([name, value]) => {
    const json = JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')
    return `${notes[name] ? `  // ${notes[name]}\n` : ''}  "${name}": ${json}`
  })
  return `{\n${lines.join(',\n')}\n}`
}
