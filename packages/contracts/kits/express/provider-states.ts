import { createHash, timingSafeEqual } from 'node:crypto'
import { Ajv } from 'ajv'
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express'

/** By name: what a state is given, or what it returns. */
export type StateValues = Readonly<Record<string, unknown>>

/** A situation that the backend can be brought into. The schemas are those of the spec's `x-provider-states`. */
export interface ProviderState {
  readonly description?: string
  /** JSON Schemas by name; their defaults are filled in. */
  readonly params?: Readonly<Record<string, object>>
  /** JSON Schemas by name of what it promises to return. */
  readonly returns?: Readonly<Record<string, object>>
  /** `known` is what earlier states of the same interaction returned. */
  setUp(params: StateValues, known: StateValues): StateValues | undefined | Promise<StateValues | undefined>
}

/** How the endpoint is served. */
export interface ProviderStatesOptions {
  readonly states: Readonly<Record<string, ProviderState>>
  /** Empties the backend: before the first state of an interaction, and after its last. */
  reset(): unknown
  /** What requests must carry in `X-Contract-Secret`. Default: `CONTRACT_SECRET`; without one none is asked for. */
  readonly secret?: string | undefined
}

const isObject = (value: unknown): value is StateValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

class Refused extends Error {
  readonly body: StateValues
  constructor(code: string, detail: string, more: StateValues = {}, status = 422) {
    super(detail)
    this.body = { type: `/problems/${code}`, title: code.replaceAll('_', ' '), status, detail, code, ...more }
  }
}

/**
 * Provider states for an Express app (4 or 5): Pact's protocol, made strict. Copy this file, or import it; it needs ajv. Unless `CONTRACT_TEST` is
 * 1 it serves nothing.
 *
 * @throws Error when the schema of a state is none
 * @example
 * app.use('/_contract/state', providerStates({
 *   reset: () => database.clear(),
 *   states: {
 *     'a document': {
 *       params: { status: { enum: ['draft', 'completed'], default: 'draft' } },
 *       returns: { document_id: { type: 'integer' } },
 *       setUp: ({ status }, { user_id }) => ({ document_id: database.insertDocument(user_id, status) }),
 *     },
 *   },
 * }))
 */
export function providerStates({ states, reset, secret = process.env.CONTRACT_SECRET }: ProviderStatesOptions): Router {
  const router = express.Router()
  if (process.env.CONTRACT_TEST !== '1') return router
  const ajv = new Ajv({ allErrors: true, strict: false, useDefaults: true, validateFormats: false })
  const entries = Object.entries(states).map(([name, state]) => {
    const { description = name, params = {}, returns = {}, setUp } = state
    const takes = ajv.compile({ type: 'object', properties: params, additionalProperties: false })
    const gives = ajv.compile({ type: 'object', properties: returns, required: Object.keys(returns) })
    return { name, description, params, returns, takes, gives, setUp: setUp.bind(state) }
  })
  let known: StateValues | undefined // undefined between two interactions

  async function set(name: string, params: StateValues): Promise<StateValues> {
    const state = entries.find((entry) => entry.name === name)
    // Refused before anything is changed.
    if (state === undefined && name !== '') {
      const names = entries.map((entry) => entry.name).sort()
      throw new Refused('provider_state_unknown', `There is no state "${name}".`, { known: names })
    }
    if (state?.takes(params) === false) {
      const errors = (state.takes.errors ?? []).map(({ instancePath, message, keyword, params: rule }) => ({
        loc: ['body', 'params', ...instancePath.split('/').slice(1)],
        msg: `${message}: ${Object.values(rule).join(', ')}`,
        type: keyword,
      }))
      const detail = `"${name}" does not take these parameters: ${errors.map(({ loc, msg }) => `${loc.slice(1).join('.')} ${msg}`).join('; ')}`
      throw new Refused('provider_state_params_invalid', detail, { params: state.params, errors })
    }
    if (state === undefined || known === undefined) {
      await reset()
      known = {}
    }
    if (state === undefined) return {}
    const values = (await state.setUp(params, known)) ?? {}
    if (!state.gives(values))
      throw new Error(`it returned ${ajv.errorsText(state.gives.errors, { dataVar: 'values' })}`)
    known = { ...known, ...values }
    return values
  }

  async function tearDown(): Promise<StateValues> {
    const begun = known !== undefined
    known = undefined
    if (begun) await reset()
    return {}
  }

  const admit: RequestHandler = (request, _response, next) => {
    const local =
      /^(::1|(::ffff:)?127\..*)$/.test(request.socket.remoteAddress ?? '') && !request.get('x-forwarded-for')
    if (!local) throw new Refused('not_authorized', 'Provider states are set from this machine only.', {}, 403)
    const digest = (text: string) => createHash('sha256').update(text).digest()
    if (secret && !timingSafeEqual(digest(secret), digest(request.get('x-contract-secret') ?? ''))) {
      throw new Refused('not_authorized', 'X-Contract-Secret is not the secret of this run.', {}, 403)
    }
    next()
  }

  const change: RequestHandler = (request, response, next) => {
    const sent: unknown = request.is('json') ? request.body : undefined
    const { action = 'setup', state = '', params = {} } = isObject(sent) ? sent : { action: '' }
    if ((action !== 'setup' && action !== 'teardown') || typeof state !== 'string' || !isObject(params ?? {})) {
      throw new Refused(
        'validation_failed',
        'Send JSON: {"action": "setup" or "teardown", "state": text, "params": object}.',
      )
    }
    const work = action === 'setup' ? set(state, { ...(params as StateValues | null) }) : tearDown()
    const failed = (error: unknown) =>
      error instanceof Refused
        ? error
        : new Refused('provider_state_failed', `${action} of "${state}" failed: ${error}`)
    work.then((values) => response.json(values)).catch((error: unknown) => next(failed(error)))
  }

  const refuse: ErrorRequestHandler = (error, _request, response, _next) => {
    // Never a 5xx: Pact would repeat the request for two minutes.
    const { body } = error instanceof Refused ? error : new Refused('validation_failed', String(error))
    response.status(Number(body.status)).type('application/problem+json').send(JSON.stringify(body))
  }

  router.use(admit, express.json())
  router.get('/', (_request, response) => {
    response.json({
      items: entries.map(({ name, description, params, returns }) => ({ name, description, params, returns })),
    })
  })
  router.post('/', change)
  router.use(refuse)
  return router
}
