import type { SandboxReply } from '../../engine/call.ts'
import { createDispatch } from './dispatch.ts'
import { linkRoutes } from './link-routes.ts'
import { llmRoutes } from './llm-routes.ts'
import { pageRoutes } from './page-routes.ts'
import { peopleRoutes } from './people-routes.ts'
import { recordRoutes } from './record-routes.ts'
import { type ControlContext, RawReply, type Route, route } from './route.ts'
import { stateRoutes } from './state-routes.ts'
import { troubleRoutes } from './trouble-routes.ts'
import { worldRoutes } from './world-routes.ts'

const described: readonly Route[] = [
  ...peopleRoutes,
  ...worldRoutes,
  ...troubleRoutes,
  ...llmRoutes,
  ...recordRoutes,
  ...stateRoutes,
]

const routes: readonly Route[] = [
  ...pageRoutes,
  ...linkRoutes,
  route({
    id: 'openapi.get',
    method: 'get',
    path: '/openapi.json',
    tag: 'console',
    summary: 'This API as an OpenAPI document',
    async handle({ request }) {
      // Only who reads the document pays for the library that writes it.
      const { describeControlApi } = await import('./openapi.ts')
      const body = JSON.stringify(describeControlApi(described, request.origin))
      return new RawReply({ status: 200, headers: { 'content-type': 'application/json' }, body })
    },
  }),
  ...described,
]

/** The control API over HTTP: answers everything below `/__sandbox`. */
export const answerControl: (context: ControlContext) => Promise<SandboxReply> = createDispatch(routes)
