import { member } from '../backend/http-text.ts'
import { executableOf, type ManifestInteraction, type PactInteraction } from '../pact/pact-files.ts'
import type { PactSource } from '../pact/pact-source.ts'
import { CannotVerify } from '../report/report.ts'
import { operationFinder } from '../service/operation-of.ts'
import type { ServiceContract } from '../service/service-contract.ts'
import type { FetchedPact } from './fetch-pacts.ts'

/** What has to be known of the service. */
type Known = Pick<ServiceContract, 'service' | 'operations' | 'states'>

/**
 * Pacts of any consumer, in any version of Pact's format, as the verifier takes its own: with a manifest of what must have run, and with
 * names that are unique in the report.
 *
 * @throws CannotVerify when one is of another provider, or nothing in them can be checked
 */
export function broughtPacts(fetched: readonly FetchedPact[], contract: Known): readonly PactSource[] {
  const names = unique(fetched.map(nameOf))
  const sources = fetched.map((one, index) => sourceOf(one, names[index] ?? '', contract))
  const empty = sources.find(({ entry, brought }) => entry.interactions.length === 0 && brought?.pending !== true)
  if (empty !== undefined) {
    throw new CannotVerify(`The pact of ${empty.brought?.name} has no interactions, so it proves nothing.`)
  }
  if (!sources.some(({ entry }) => executableOf(entry).length > 0)) {
    throw new CannotVerify(
      `Nothing in the pacts of ${names.join(', ')} can be checked over HTTP or on a socket, so nothing would be proved.`,
    )
  }
  return sources
}

function sourceOf(fetched: FetchedPact, name: string, contract: Known): PactSource {
  const { _links, ...document } = fetched.document
  const provider = member(document.provider, 'name')
  if (provider !== contract.service) {
    throw new CannotVerify(`The pact of ${name} is for the provider "${provider}", not "${contract.service}".`)
  }
  const given = interactionsIn(document, name)
  const described = unique(given.map((interaction) => `${name}: ${interaction.description}`))
  const interactions = given.map((interaction, index) => ({ ...interaction, description: described[index] ?? '' }))
  const { messages: _messages, ...rest } = document
  const entry = {
    file: 'brought.json',
    provider: contract.service,
    interactions: interactions.map((interaction) => manifestOf(interaction, contract)),
    states: fetched.pending ? [] : statesOf(interactions, contract),
  }
  return {
    entry,
    pact: {
      ...rest,
      consumer: { name: consumerOf(fetched) },
      provider: { name: contract.service },
      metadata: objectIn(document.metadata) ?? {},
      interactions,
    },
    brought: { name, reason: fetched.reason, pending: fetched.pending, document: fetched.document },
  }
}

/** Pact's older formats keep one state in a text, and messages in a list of their own. */
function interactionsIn(document: Readonly<Record<string, unknown>>, name: string): readonly PactInteraction[] {
  const { interactions = [], messages = [] } = document
  if (!Array.isArray(interactions) || !Array.isArray(messages)) {
    throw new CannotVerify(`The pact of ${name} has no list of interactions.`)
  }
  return [
    ...interactions.map((one: unknown) => interactionOf(one, 'Synchronous/HTTP', name)),
    ...messages.map((one: unknown) => interactionOf(one, 'Asynchronous/Messages', name)),
  ]
}

function interactionOf(value: unknown, usualType: string, name: string): PactInteraction {
  const interaction = objectIn(value)
  const { description, type = usualType, providerState, provider_state: oldState } = interaction ?? {}
  if (interaction === undefined || typeof description !== 'string') {
    throw new CannotVerify(`The pact of ${name} has an interaction without a description.`)
  }
  const state = interaction.providerStates ?? providerState ?? oldState
  const states = Array.isArray(state) ? state : typeof state === 'string' && state !== '' ? [{ name: state }] : []
  return { ...interaction, description, type: String(type), providerStates: states }
}

function manifestOf(interaction: PactInteraction, contract: Known): ManifestInteraction {
  const { description, type, comments } = interaction
  const { method, path } = interaction.request ?? {}
  if (type === 'Synchronous/HTTP') {
    const base = new URL('http://backend')
    const sent = { method: (method ?? '').toUpperCase(), url: new URL(path ?? '/', base).href }
    const operation = operationFinder(contract, base)(sent)?.id ?? `${sent.method} ${path}`
    return { type: 'http', description, operation }
  }
  const { references } = comments ?? {}
  const operation = member(member(references, 'openapi'), 'operationId')
  const named = { description, operation: typeof operation === 'string' ? operation : description }
  if (comments?.socket !== undefined) return { ...named, type: 'frame' }
  const role = member(member(references, 'AsyncAPI'), 'operationId')
  return { ...named, type: typeof role === 'string' && role.endsWith('.receive') ? 'webhook' : 'unheard' }
}

function statesOf(interactions: readonly PactInteraction[], { states }: Known): PactSource['entry']['states'] {
  const names = new Set(interactions.flatMap(({ providerStates = [] }) => providerStates.map(({ name }) => name)))
  return [...names].map((name) => ({ name, returns: states[name]?.returns ?? [] }))
}

const consumerOf = ({ document }: FetchedPact): string => {
  const name = member(document.consumer, 'name')
  return typeof name === 'string' && name !== '' ? name : 'an unnamed consumer'
}

/** The id of a commit is known by its first ten digits. */
function nameOf(fetched: FetchedPact): string {
  const version = fetched.consumerVersion?.replace(/^([0-9a-f]{10})[0-9a-f]{30}$/, '$1')
  return version === undefined ? consumerOf(fetched) : `${consumerOf(fetched)} ${version}`
}

function unique(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

const objectIn = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
