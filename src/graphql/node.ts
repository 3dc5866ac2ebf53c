/** Ids of this API: the type and the id in the database, as one opaque text that is unique over all types. */
import type { GraphQLSchema } from 'graphql'
import { isObjectType } from 'graphql'
import { problemTexts } from '../core/texts/problems.ts'
import { ValidationError } from '../problems.ts'

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
export const isUuid = (text: string): boolean => uuid.test(text)

/** Throws ValidationError for text that is not an id of this API, so that the database never sees a malformed one. */
export function decodeGlobalId(globalId: string): { typename: string; id: string } {
  const [typename = '', id = '', ...rest] = Buffer.from(globalId, 'base64').toString().split(':')
  if (!typename || rest.length > 0 || !(isUuid(id) || typename === 'Scheme')) throw notAnId()
  return { typename, id }
}

/** Throws ValidationError when no type of that name can be read by its id. */
export function assertNodeType(typename: string, schema: GraphQLSchema): void {
  const type = schema.getType(typename)
  if (!isObjectType(type) || !type.getInterfaces().some(({ name }) => name === 'Node')) throw notAnId()
}

const notAnId = () => new ValidationError({ path: ['id'], words: problemTexts.notAnId() })
