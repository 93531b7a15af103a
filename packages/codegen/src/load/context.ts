import type { ApiModel } from '../model.ts'
import type { Resolver } from './resolver.ts'
import type { ProblemList } from './spec-error.ts'

/** What every step of loading one face shares. */
export interface LoadContext {
  readonly kind: ApiModel['kind']
  readonly resolver: Resolver
  readonly problems: ProblemList
}

/** Says what is wrong with one resolved object, at its place or further inside it. */
export const complain = (
  { resolver, problems }: Pick<LoadContext, 'resolver' | 'problems'>,
  object: object,
  steps: readonly (string | number)[],
  message: string,
): void => problems.add(resolver.locate(object, ...steps), message)
