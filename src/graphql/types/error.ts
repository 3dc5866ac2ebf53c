/** The members that mutations' result unions share; src/problems.ts has the classes. */
import {
  ConflictError,
  type FieldProblem,
  ForbiddenError,
  NmbrsProblem,
  NotFoundError,
  type Problem,
  ValidationError,
} from '../../problems.ts'
import { builder } from '../builder.ts'

const ErrorInterface = builder.interfaceRef<Problem>('Error').implement({
  fields: (t) => ({
    message: t.string({
      description: 'For people, in the language of the request: Accept-Language nl (default) or en.',
      resolve: (problem, _args, { locale }) => problem.words[locale],
    }),
    code: t.exposeString('code', { description: 'For programs.' }),
  }),
})

const FieldError = builder.objectRef<FieldProblem>('FieldError').implement({
  fields: (t) => ({
    path: t.exposeStringList('path'),
    message: t.string({ resolve: (field, _args, { locale }) => field.words[locale] }),
  }),
})

builder.objectType(ValidationError, {
  name: 'ValidationError',
  description: 'Bad input: which argument, and why.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ fields: t.field({ type: [FieldError], resolve: (problem) => problem.fields }) }),
})
builder.objectType(NotFoundError, { name: 'NotFoundError', interfaces: [ErrorInterface] })
builder.objectType(ForbiddenError, { name: 'ForbiddenError', interfaces: [ErrorInterface] })
builder.objectType(ConflictError, {
  name: 'ConflictError',
  description: 'The thing has moved on since the caller saw it (revision), or is in a state that does not allow this.',
  interfaces: [ErrorInterface],
})
builder.objectType(NmbrsProblem, {
  name: 'NmbrsError',
  description: 'Nmbrs refused or could not be reached; code is a SyncFailureCode.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ missingRights: t.stringList({ resolve: (problem) => problem.missingRights }) }),
})
