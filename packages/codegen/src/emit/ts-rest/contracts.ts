import { headerOf } from '../../header.ts'
import { ProblemList } from '../../load/spec-error.ts'
import type { ApiModel, Emitter, OperationModel, ServiceModel } from '../../model.ts'
import { camel } from '../../names.ts'
import { ImportList } from '../import-list.ts'
import { printRoute } from './route.ts'

/**
 * A ts-rest contract for each service of the platform: its operations as routes, with the SDK's Zod schemas.
 *
 * Routes are plain objects: `c.router` would only copy them, and its types would be worked out anew in every file that uses one.
 *
 * @throws SpecError where an operation says what ts-rest cannot
 */
export const emitTsRest: Emitter = (apis) => {
  const problems = new ProblemList()
  const files = apis
    .filter(({ kind }) => kind === 'platform')
    .flatMap((api) =>
      api.services
        .filter(({ operations }) => operations.some(isRoute))
        .map((service) => ({
          path: `packages/contracts/src/generated/ts-rest/${service.name}.ts`,
          content: printContract(service, api, problems),
        })),
    )
  problems.throwIfAny()
  return files
}

const printContract = (service: ServiceModel, api: ApiModel, problems: ProblemList): string => {
  const imports = new ImportList()
  imports.type('@ts-rest/core', 'AppRouter')
  const routes = service.operations
    .filter(isRoute)
    .map((operation) => printRoute(operation, { api, imports, problems }))
  const leftOut = service.operations.filter((operation) => !isRoute(operation))
  const code = routes.join('\n')
  return [
    [headerOf(service.file), ...leftOut.map(({ id }) => `// ${id} is left out: ts-rest has no words for it.`)].join(
      '\n',
    ),
    [...(/\bz\./.test(code) ? ["import * as z from 'zod'"] : []), imports.print()].sort().join('\n'),
    `/** ${service.title}: every operation as a route of ts-rest. */\nexport const ${camel(service.name)}Contract = {\n${code}\n} as const satisfies AppRouter\n`,
  ].join('\n\n')
}

/** A socket is no exchange of one request and one answer, and ts-rest knows five methods. */
const isRoute = ({ messages, method }: OperationModel): boolean =>
  messages === undefined && ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(method)
