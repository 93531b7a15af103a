import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { parsed, problemIn, readAll, reasonOf } from './http-text.ts'
import { stateHeaders } from './state-headers.ts'

const PATIENCE = 30_000

/** A provider state and its parameters. */
interface WantedState {
  readonly name: string
  readonly params: Readonly<Record<string, unknown>>
}

/** A provider state could not be set up; the message says which, and why. */
export class StateFailed extends Error {
  override readonly name = 'StateFailed'
}

/** The backend's state endpoint, for the layers that send requests of their own. */
export interface ProviderStates {
  /**
   * Begins anew and brings the backend into these states, in order.
   *
   * @returns what they returned; a later state wins over an earlier one
   * @throws StateFailed when a state fails, or does not return what it promised
   */
  setUp(states: readonly WantedState[]): Promise<Readonly<Record<string, unknown>>>
  /**
   * Brings the backend into one more state, and keeps what is there.
   *
   * @throws StateFailed when the state fails, or does not return what it promised
   */
  add(state: WantedState): Promise<Readonly<Record<string, unknown>>>
  /** Ends what {@link setUp} began. Says nothing when the backend is gone: the check that follows will. */
  tearDown(): Promise<void>
}

/**
 * Speaks the protocol of provider states (docs/backend.md) with a backend.
 *
 * @param promised by name of a state: the values that it must return
 *
 * @example
 * const states = openProviderStates(new URL('http://localhost:8000/_contract/state'), promised)
 * const { access_token } = await states.setUp([{ name: 'a signed-in user', params: {} }])
 */
export function openProviderStates(url: URL, promised: ReadonlyMap<string, readonly string[]>): ProviderStates {
  let last: string | undefined
  const setUpOne = (state: WantedState): Promise<Readonly<Record<string, unknown>>> => {
    last = state.name
    return setUpState(url, state, promised)
  }
  return {
    async setUp(states) {
      await this.tearDown()
      const wanted = states.length === 0 ? [{ name: '', params: {} }] : states
      const values: Record<string, unknown> = {}
      for (const state of wanted) Object.assign(values, await setUpOne(state))
      return values
    },
    add: setUpOne,
    async tearDown() {
      if (last === undefined) return
      const state = last
      last = undefined
      await tearDownState(url, state)
    },
  }
}

/**
 * Brings a backend into one state.
 *
 * @throws StateFailed when it fails, or does not return what it promised
 */
export async function setUpState(
  url: URL,
  { name, params }: WantedState,
  promised: ReadonlyMap<string, readonly string[]>,
): Promise<Readonly<Record<string, unknown>>> {
  const refused = (reason: string): StateFailed =>
    new StateFailed(`The provider state "${name}" could not be set up: ${reason}`)
  const { status, body } = await post(url, { action: 'setup', state: name, params }).catch((error: unknown) => {
    throw refused(`${url.href} did not answer (${reasonOf(error)}).`)
  })
  const text = body.toString()
  if (status < 200 || status > 299) throw refused(`${status} ${problemIn(body) ?? text.slice(0, 200)}`)
  const values = parsed(text)
  const absent = (promised.get(name) ?? []).filter((key) => values?.[key] === undefined || values[key] === null)
  if (absent.length > 0) throw refused(`it promised ${absent.join(', ')}, which did not come back.`)
  return values ?? {}
}

/** Ends what the setup of a state began. Says nothing when the backend is gone: what follows will. */
export async function tearDownState(url: URL, state: string): Promise<void> {
  await post(url, { action: 'teardown', state, params: {} }).catch(() => undefined)
}

interface Answered {
  readonly status: number
  readonly body: Buffer
}

/** Node's own client, because states are most of what travels, and fetch takes three times as long for each. */
function post(url: URL, change: unknown, redirects = 1): Promise<Answered> {
  const text = JSON.stringify(change)
  const headers = { ...stateHeaders(), 'content-length': Buffer.byteLength(text) }
  const ask = url.protocol === 'https:' ? secureRequest : plainRequest
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(PATIENCE)
    const outgoing = ask(url, { method: 'POST', headers, signal }, (response) => {
      const { statusCode: status = 0, headers: said } = response
      const elsewhere = status === 307 || status === 308 ? said.location : undefined
      readAll(response)
        .then((body) =>
          elsewhere === undefined || redirects === 0
            ? { status, body }
            : post(new URL(elsewhere, url), change, redirects - 1),
        )
        .then(resolve, reject)
    })
    outgoing.on('error', reject)
    outgoing.end(text)
  })
}
