import { CannotVerify } from '../report/report.ts'
import { stateHeaders } from './state-headers.ts'

const PATIENCE = 5000

/**
 * Asks the state endpoint for its catalogue before anything else is done.
 *
 * @throws CannotVerify when the backend or its state endpoint cannot be reached, or lacks states that the contract needs; all of
 * them are named at once
 */
export async function preflight(statesUrl: URL, provider: string, needed: readonly string[]): Promise<void> {
  const response = await ask(statesUrl)
  if (response.status === 403) {
    throw new CannotVerify(
      `GET ${statesUrl.href} answers 403: the backend takes provider states from its own machine only, or asks for the CONTRACT_SECRET that it was started with; start the verifier with the same.`,
    )
  }
  if (!response.ok) {
    throw new CannotVerify(
      `GET ${statesUrl.href} answers ${response.status}; it must list the provider states of ${provider}. If they are elsewhere, say so with --states-url.`,
    )
  }
  const known = namesIn(await response.json().catch(() => undefined))
  if (known === undefined) {
    throw new CannotVerify(
      `GET ${statesUrl.href} does not answer with {"items": [{"name": …}]}, the catalogue of provider states.`,
    )
  }
  const wanted = new Set(needed)
  const missing = [...wanted].filter((name) => !known.has(name))
  if (missing.length > 0) {
    const names = missing.map((name) => `"${name}"`).join(', ')
    throw new CannotVerify(
      `The backend lacks ${missing.length} of the ${wanted.size} provider states that ${provider} needs: ${names}.`,
    )
  }
}

async function ask(url: URL): Promise<Response> {
  try {
    return await fetch(url, { headers: stateHeaders(), signal: AbortSignal.timeout(PATIENCE) })
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    throw new CannotVerify(
      `${url.origin} cannot be reached: ${cause instanceof Error ? cause.message || cause.name : String(cause)}.`,
    )
  }
}

function namesIn(catalogue: unknown): ReadonlySet<string> | undefined {
  if (typeof catalogue !== 'object' || catalogue === null || !('items' in catalogue) || !Array.isArray(catalogue.items))
    return undefined
  const names = catalogue.items.map((item: unknown) =>
    typeof item === 'object' && item !== null && 'name' in item && typeof item.name === 'string'
      ? item.name
      : undefined,
  )
  return names.every((name) => name !== undefined) ? new Set(names) : undefined
}
