/** The schema builder with its plugins. It knows no types: each file in types/ adds its own. */
import SchemaBuilder from '@pothos/core'
import ComplexityPlugin from '@pothos/plugin-complexity'
import ErrorsPlugin from '@pothos/plugin-errors'
import PrismaPlugin from '@pothos/plugin-prisma'
import RelayPlugin from '@pothos/plugin-relay'
import ScopeAuthPlugin from '@pothos/plugin-scope-auth'
import type { DecimalText, IsoDate } from '../core/employee.ts'
import type PrismaTypes from '../generated/pothos.ts'
import { getDatamodel } from '../generated/pothos.ts'
import { ConflictError, ForbiddenError, NotFoundError, ValidationError } from '../problems.ts'
import { maySeeNode } from './access.ts'
import './audit-plugin.ts'
import type { Context } from './context.ts'
import { complexityOfPage } from './limits.ts'
import { assertNodeType, decodeGlobalId } from './node.ts'

export const builder = new SchemaBuilder<{
  Context: Context
  PrismaTypes: PrismaTypes
  DefaultFieldNullability: false
  DefaultEdgesNullability: false
  DefaultNodeNullability: false
  AuthScopes: { helpdesk: boolean; accountant: boolean }
  Scalars: {
    ID: { Input: string; Output: string }
    Date: { Input: IsoDate; Output: IsoDate | Date }
    DateTime: { Input: Date; Output: Date }
    Decimal: { Input: DecimalText; Output: DecimalText | { toFixed(digits: number): string } }
  }
}>({
  plugins: [ErrorsPlugin, 'audit', ScopeAuthPlugin, ComplexityPlugin, RelayPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  prisma: { client: ({ prisma }) => prisma, dmmf: getDatamodel() },
  errors: { defaultTypes: [ValidationError, NotFoundError, ForbiddenError, ConflictError] },
  scopeAuth: {
    authScopes: ({ viewer }) => ({ helpdesk: viewer.role === 'HELPDESK', accountant: viewer.role === 'ACCOUNTANT' }),
    unauthorizedError: () => new ForbiddenError(),
  },
  complexity: { disabled: true }, // counted before the operation starts, for subscriptions too: see limits.ts
  relay: {
    cursorType: 'String',
    edgesFieldOptions: { nullable: false, complexity: { multiplier: 1 } },
    nodeFieldOptions: { nullable: false },
    defaultConnectionFieldOptions: { complexity: complexityOfPage },
    nodesQueryOptions: false,
    decodeGlobalID: decodeGlobalId,
    nodeQueryOptions: {
      async resolve(_root, { id }, context, info, resolveNode) {
        assertNodeType(id.typename, info.schema)
        const node = await resolveNode(id)
        return (await maySeeNode(id.typename, node, context)) ? node : null
      },
    },
  },
})
