/**
 * What a mutation's answer asks of its row. An answer that asks nothing of it (`{ __typename }`) still needs a column, or
 * Prisma refuses to read, after the change has been made.
 */
export const atLeastId = <Query extends { select?: object }>(query: Query): Query => ({
  ...query,
  select: { id: true, ...query.select },
})
