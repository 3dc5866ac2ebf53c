/**
 * Every mutation in the audit trail, whatever becomes of it: a new one needs nothing for it. It stands inside the plugin that
 * turns errors into answers and outside the one that checks rights, so that refusals are recorded with their code. The entry
 * is there before the caller is answered. What the schema itself refuses, such as the id of another type, never becomes one.
 */
import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core'
import type { GraphQLFieldResolver } from 'graphql'
import { fieldsIn, type Target, targetOf, targetsIn } from '../audit/targets.ts'
import { NotRecordedError, Problem } from '../problems.ts'
import type { Context } from './context.ts'
import { isUuid } from './node.ts'

type Resolver = GraphQLFieldResolver<unknown, object>

export class AuditPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(resolver: Resolver, field: PothosOutputFieldConfig<Types>): Resolver {
    if (field.kind !== 'Mutation') return resolver
    const type = field.pothosOptions.type
    const typename = Array.isArray(type) ? '' : this.builder.configStore.getTypeConfig(type).name
    return (source, args: object, context, info) =>
      recorded(field.name, args, context as Context, async () => {
        const result: unknown = await resolver(source, args, context, info)
        return { result, made: targetsOf(typename, result) }
      })
  }
}

async function recorded(
  action: string,
  args: object,
  context: Context,
  resolve: () => Promise<{ result: unknown; made: Target[] }>,
): Promise<unknown> {
  const { viewer, audit } = context
  const { subject, role } = viewer
  const given = targetsIn(args)
  const companyBefore = await companyOf(given, context) // what is removed or merged can no longer tell
  const [settled] = await Promise.allSettled([resolve()])
  const made = settled.status === 'fulfilled' ? settled.value.made : []
  const isDone = settled.status === 'fulfilled'
  await audit({
    subject,
    role,
    action,
    companyId: companyBefore ?? (await companyOf(made, context)),
    targets: [...new Set([...given, ...made])],
    fields: fieldsIn(args),
    outcome: isDone ? 'OK' : outcomeOf(settled.reason),
  }).catch((cause) => {
    throw new NotRecordedError(isDone, { cause })
  })
  if (!isDone) throw settled.reason
  return settled.value.result
}

/** Of several, one that the viewer does not see, which is the one that has to know; null when there is none. */
async function companyOf(targets: Target[], { companiesOf, companyIds }: Context): Promise<string | null> {
  const companies = await companiesOf(targets)
  const own: ReadonlySet<string> = companies.length > 1 ? await companyIds() : new Set()
  return companies.find((id) => !own.has(id)) ?? companies[0] ?? null
}

const targetsOf = (typename: string, result: unknown): Target[] => {
  const { id } = (typeof result === 'object' && result ? result : {}) as { id?: unknown }
  return typeof id === 'string' && isUuid(id) ? [targetOf(typename, id)] : []
}

const outcomeOf = (error: unknown): string => (error instanceof Problem ? error.code : 'INTERNAL')

SchemaBuilder.registerPlugin('audit', AuditPlugin)

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      audit: AuditPlugin<Types>
    }
  }
}
