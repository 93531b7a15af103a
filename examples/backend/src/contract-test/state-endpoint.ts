import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type UserRow, userById, verifiedUser } from '../accounts/users.ts'
import { MemoryStore } from '../http/rate-limits.ts'
import type { Platform } from '../platform.ts'
import { install } from '../storage/install.ts'
import { accountStates } from './account-states.ts'
import { documentStates } from './document-states.ts'
import { serveStandIns } from './identity-stand-in.ts'
import { paymentStates } from './payment-states.ts'
import { platformStates } from './platform-states.ts'
import { Sandbox } from './sandbox.ts'
import type { ProviderStates, StateContext } from './states.ts'
import { studioStates } from './studio-states.ts'

const path = '/_contract/state'

const states: ProviderStates = {
  ...accountStates,
  ...documentStates,
  ...paymentStates,
  ...studioStates,
  ...platformStates,
}

const Change = z.object({
  action: z.enum(['setup', 'teardown']),
  state: z.string().default(''),
  params: z.record(z.string(), z.unknown()).nullish(),
})

/**
 * The provider states of the contracts (docs/backend.md): only in contract tests, only from this machine, and only ever over a database
 * in memory, because the first state of each interaction begins with an empty backend.
 */
export function serveContractTest(app: FastifyInstance, platform: Platform): void {
  const setup = new Setup(platform)
  serveStandIns(app)
  app.get(path, { preHandler: fromThisMachine }, (_request, reply) => reply.send({ items: catalogue() }))
  app.post(path, { preHandler: fromThisMachine }, async (request, reply) => {
    try {
      return await answer(setup, request, reply)
    } catch (error) {
      // Never a 5xx: Pact would repeat the request for two minutes.
      const detail = error instanceof Error ? error.message : String(error)
      return reply.status(422).send({ detail: `The state could not be set up: ${detail}` })
    }
  })
}

async function answer(setup: Setup, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const refuse = (detail: string, more: object): FastifyReply => reply.status(422).send({ detail, ...more })
  const change = Change.safeParse(JSON.parse(String(request.body)))
  if (!change.success) return refuse(z.prettifyError(change.error), { known: Object.keys(states) })
  const { action, state: name, params } = change.data
  if (action === 'teardown') {
    await setup.end()
    return reply.send({})
  }
  if (name === '') {
    await setup.begin()
    return reply.send({})
  }
  const state = states[name]
  if (!state) return refuse(`There is no provider state "${name}".`, { known: Object.keys(states) })
  const checked = state.params.strict().safeParse(params ?? {})
  if (!checked.success) {
    return refuse(`"${name}" does not take these parameters: ${z.prettifyError(checked.error)}`, {
      known: Object.keys(state.params.shape),
    })
  }
  await setup.beginOnce()
  const self = `${request.protocol}://${request.host}`
  return reply.send(await state.setUp(setup.context(self), checked.data))
}

/** The interaction that is being set up. */
class Setup {
  readonly #platform: Platform
  readonly #sandbox: Sandbox
  #begun = false
  #userId: number | undefined

  constructor(platform: Platform) {
    this.#platform = platform
    this.#sandbox = new Sandbox(platform.settings.providersUrl)
  }

  /** The first state of an interaction begins with an empty backend; those that follow add to it. */
  async beginOnce(): Promise<void> {
    if (!this.#begun) await this.begin()
  }

  async begin(): Promise<void> {
    const { background, database, limits, mail, settings, sockets, storage } = this.#platform
    await this.end()
    background.stopAll()
    sockets.closeAll()
    database.replaceWithEmpty()
    install(database)
    limits.store = new MemoryStore()
    mail.forgetFailure()
    storage.folder = settings.files
    this.#begun = true
    this.#userId = undefined
  }

  async end(): Promise<void> {
    this.#begun = false
    this.#platform.prices.total = undefined
    await this.#sandbox.switchAllOff()
  }

  context(selfUrl: string): StateContext {
    const { database } = this.#platform
    const become = (user: UserRow): void => {
      this.#userId = user.id
    }
    return {
      platform: this.#platform,
      sandbox: this.#sandbox,
      selfUrl,
      become,
      user: () => {
        const known = this.#userId === undefined ? undefined : userById(database, this.#userId)
        const user = known ?? verifiedUser(database, 'ada@example.test')
        become(user)
        return user
      },
    }
  }
}

const catalogue = () =>
  Object.entries(states).map(([name, { params, returns }]) => ({
    name,
    params: z.toJSONSchema(params, { io: 'input' }).properties ?? {},
    returns,
  }))

async function fromThisMachine(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const address = request.socket.remoteAddress ?? ''
  if (!/^(::1|(::ffff:)?127\.)/.test(address)) await reply.status(404).send()
}
