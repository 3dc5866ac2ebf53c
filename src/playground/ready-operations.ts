/** The ready operations, in the order of the work. */
import { decide } from './groups/decide.ts'
import { link } from './groups/link.ts'
import { look } from './groups/look.ts'
import { sync } from './groups/sync.ts'
import type { ReadyOperation } from './ready-operation.ts'

export type Group = { title: string; operations: ReadyOperation[] }

export const groups: Group[] = [
  { title: 'Koppelen', operations: link },
  { title: 'Synchroniseren', operations: sync },
  { title: 'Bekijken', operations: look },
  { title: 'Regelen', operations: decide },
]
