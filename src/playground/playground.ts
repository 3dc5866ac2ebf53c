/** GraphiQL for the helpdesk, served from this server alone. Its ready operations are the .graphql files beside this one. */
import { readFileSync } from 'node:fs'
import type { GraphiQLOptions } from 'graphql-yoga'

/** It opens with the mutation lists, which need nothing to be filled in. */
export const playground = (): GraphiQLOptions => ({
  title: 'EBlinC – Nmbrs',
  subscriptionsProtocol: 'WS',
  defaultQuery: readFileSync(new URL('operations/mutatielijsten.graphql', import.meta.url), 'utf8'),
})
