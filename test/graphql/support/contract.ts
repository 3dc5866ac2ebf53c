/** Compares a schema with the contract: it may have more, but what the contract has must be there, with those types. */
import {
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  type InputValueDefinitionNode,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isUnionType,
  print,
  type TypeDefinitionNode,
} from 'graphql'

/** One line for everything in which the schema is not what the contract says. */
export const differencesFrom = (contract: DocumentNode, schema: GraphQLSchema): string[] =>
  contract.definitions.flatMap((definition) => {
    const wanted = definition as TypeDefinitionNode
    const type = schema.getType(wanted.name.value)
    return type ? typeDifferences(wanted, type) : [`${wanted.name.value} is missing`]
  })

function typeDifferences(wanted: TypeDefinitionNode, type: GraphQLNamedType): string[] {
  switch (wanted.kind) {
    case 'ScalarTypeDefinition':
      return type.astNode?.kind === undefined || type.astNode.kind === wanted.kind ? [] : [`${type} is no scalar`]
    case 'EnumTypeDefinition':
      return (wanted.values ?? [])
        .filter(({ name }) => !(isEnumType(type) && type.getValue(name.value)))
        .map(({ name }) => `${type}.${name.value} is missing`)
    case 'InputObjectTypeDefinition':
      return (wanted.fields ?? []).flatMap((field) => {
        const given = isInputObjectType(type) ? type.getFields()[field.name.value] : undefined
        return inputDifferences(`${type}.${field.name.value}`, field, given)
      })
    case 'ObjectTypeDefinition':
    case 'InterfaceTypeDefinition': {
      const interfaces = isObjectType(type) ? type.getInterfaces().map(({ name }) => name) : []
      return [
        ...(wanted.interfaces ?? [])
          .filter(({ name }) => !interfaces.includes(name.value))
          .map(({ name }) => `${type} does not implement ${name.value}`),
        ...(wanted.fields ?? []).flatMap((field) => fieldDifferences(field, type)),
      ]
    }
    case 'UnionTypeDefinition':
      throw new Error('The contract has no unions')
  }
}

function fieldDifferences(wanted: FieldDefinitionNode, type: GraphQLNamedType): string[] {
  const name = `${type}.${wanted.name.value}`
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[wanted.name.value] : undefined
  if (!field) return [`${name} is missing`]
  const [given, asked] = [type.name === 'Mutation' ? resultOf(field) : typeOf(field), print(wanted.type)]
  return [
    ...(given === asked ? [] : [`${name} is ${given}, not ${asked}`]),
    ...(wanted.arguments ?? []).flatMap((argument) =>
      inputDifferences(
        `${name}(${argument.name.value})`,
        argument,
        field.args.find((one) => one.name === argument.name.value),
      ),
    ),
  ]
}

type Field = GraphQLField<unknown, unknown>

/** A page of a list is called XConnection in the contract, whatever list it is of. */
function typeOf({ type }: Field): string {
  const named = getNamedType(type)
  const isPage = isObjectType(named) && ['edges', 'pageInfo'].every((name) => name in named.getFields())
  return isPage ? String(type).replace(named.name, 'XConnection') : String(type)
}

/** A mutation gives a union of its success, with the object that the contract names as `data`, and of errors. */
function resultOf(field: Field): string {
  const payload = `Mutation${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`
  const union = getNamedType(field.type)
  if (!isUnionType(union) || union.name !== `${payload}Result`) return String(field.type)
  const [success, ...others] = union.getTypes().toSorted((a) => (a.name === `${payload}Success` ? -1 : 1))
  const noError = others.find((member) => !member.getInterfaces().some(({ name }) => name === 'Error'))
  const data = success?.getFields().data?.type
  return success?.name === `${payload}Success` && !noError && isNonNullType(data) ? String(data.ofType) : String(union)
}

function inputDifferences(
  name: string,
  wanted: InputValueDefinitionNode,
  given: GraphQLArgument | GraphQLInputField | undefined,
): string[] {
  if (!given) return [`${name} is missing`]
  const type = print(wanted.type)
  return String(given.type) === type ? [] : [`${name} is ${given.type}, not ${type}`]
}
