import { reasonOf } from '../../backend/http-text.ts'
import { CannotVerify } from '../../report/report.ts'

const PATIENCE = 10_000

/** The sandbox that plays the backend's providers: Stripe, the language models, the quality checks. */
export interface Providers {
  /** Lets something go wrong from now on, by its name in the catalogue of scenarios. */
  scenario(name: string, options?: object): Promise<void>
  /** Asks the sandbox; a path begins behind its base URL. */
  ask(method: string, path: string, body?: object): Promise<{ readonly status: number; readonly body: unknown }>
  /** Ends every scenario that was begun here. */
  undo(): Promise<void>
}

/**
 * Opens the control of a sandbox.
 *
 * @param url the sandbox, perhaps with a world: `http://127.0.0.1:8000/~mine`
 *
 * @example
 * const providers = openProviders(new URL('http://127.0.0.1:8000'))
 * await providers.scenario('quality.down')
 */
export function openProviders(url: URL): Providers {
  const base = url.href.replace(/\/$/, '')
  const active = new Set<string>()
  const ask: Providers['ask'] = async (method, path, body) => {
    const form = body instanceof URLSearchParams
    let response: Response
    try {
      response = await fetch(base + path, {
        method,
        headers: {
          authorization: 'Bearer sk_test_concord',
          ...(body !== undefined && !form && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
        signal: AbortSignal.timeout(PATIENCE),
      })
    } catch (error) {
      throw new CannotVerify(
        `The sandbox at ${base} cannot be reached: ${reasonOf(error)}. Start it, or mend --sandbox-url.`,
      )
    }
    return { status: response.status, body: await response.json().catch(() => undefined) }
  }
  return {
    ask,
    async scenario(name, options = {}) {
      const { status } = await ask('PUT', `/__sandbox/scenarios/${name}`, options)
      if (status !== 200) {
        throw new CannotVerify(
          `The sandbox at ${base} answers ${status} to the scenario ${name}. Is it a Concord sandbox of this version?`,
        )
      }
      active.add(name)
    },
    async undo() {
      const names = [...active]
      active.clear()
      for (const name of names) await ask('DELETE', `/__sandbox/scenarios/${name}`)
    },
  }
}
