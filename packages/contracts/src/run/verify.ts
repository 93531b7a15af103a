import { type Backend, NoReply, openBackend, type ReplyListener } from '../backend/backend.ts'
import { preflight } from '../backend/preflight.ts'
import { openProviderStates } from '../backend/provider-states.ts'
import { openAnswerLog } from '../conformance/answer-log.ts'
import type { PactSource } from '../pact/pact-source.ts'
import { readSources } from '../pact/read-sources.ts'
import {
  type BrokerReport,
  CannotVerify,
  type CheckResult,
  NothingSelected,
  type PlannedCheck,
  type VerificationReport,
} from '../report/report.ts'
import { readServiceContract } from '../service/service-contract.ts'
import { layerDefinitions } from './layer-definitions.ts'
import type { LayerDefinition, Verification, VerifyOptions } from './verification.ts'

const WEBHOOK_SECRET = 'whsec_test'
const REACH = 5000

/**
 * Holds a backend to the contract of one service.
 *
 * @param told hears of each check as soon as it is decided
 * @param seen hears of each answer of the backend
 * @returns one result for each check that was promised
 * @throws CannotVerify when nothing can be said about the contract: no such service, backend or state endpoint unreachable, provider
 * states missing, nothing selected, or fewer checks executed than promised
 *
 * @example
 * const report = await verify({ provider: 'documents', baseUrl: 'http://localhost:8000' })
 * if (!isSatisfied(report)) console.error(renderForTerminal(report, { colour: false }))
 */
export async function verify(
  options: VerifyOptions,
  told: (result: CheckResult) => void = () => {},
  seen: ReplyListener = () => {},
): Promise<VerificationReport> {
  const started = performance.now()
  const verification = await verificationOf(options)
  const { answers, backend, contract, states, seed } = verification
  backend.listen(seen)
  try {
    const plans = await plansOf(verification)
    await reach(backend)
    await preflight(
      verification.statesUrl,
      contract.service,
      plans.flatMap(({ needs }) => needs),
    )
    const checks: CheckResult[] = []
    let broker: BrokerReport | undefined
    for (const { layer, planned } of plans) {
      if (planned.length === 0) continue
      const results: CheckResult[] = []
      await layer.run(verification, planned, (result) => {
        results.push(result)
        told(result)
      })
      guard(contract.service, planned, results)
      broker = (await layer.report?.(verification, results)) ?? broker
      checks.push(...results)
    }
    return {
      provider: options.provider,
      baseUrl: options.baseUrl,
      seed,
      milliseconds: Math.round(performance.now() - started),
      checks,
      coverage: answers.coverage,
      received: plans.flatMap(({ received }) => received),
      ...(broker !== undefined && { broker }),
    }
  } finally {
    await states.tearDown()
    backend.close()
  }
}

async function verificationOf(options: VerifyOptions): Promise<Verification> {
  const contract = await readServiceContract(options.provider, options.servicesFolder)
  const baseUrl = new URL(options.baseUrl)
  const besideBackend = `${baseUrl.href.replace(/\/$/, '')}/__sandbox/provider-states`
  const statesUrl = new URL(options.statesUrl ?? besideBackend)
  // Whoever has the sandbox's own state endpoint is a sandbox, and plays its providers itself.
  const sandboxUrl = options.sandboxUrl ?? (statesUrl.href === besideBackend ? options.baseUrl : undefined)
  const promised = new Map(Object.entries(contract.states).map(([name, { returns }]) => [name, returns]))
  const backend = openBackend(baseUrl)
  const answers = openAnswerLog(contract, baseUrl)
  let pacts: Promise<readonly PactSource[]> | undefined
  backend.listen(answers.see)
  return {
    options,
    contract,
    backend,
    answers,
    frames: new Map(),
    states: openProviderStates(statesUrl, promised),
    pacts() {
      pacts ??= readSources(options, contract)
      return pacts
    },
    statesUrl,
    ...(sandboxUrl !== undefined && { sandboxUrl: new URL(sandboxUrl) }),
    webhookSecret: options.webhookSecret ?? WEBHOOK_SECRET,
    seed: options.seed ?? 1,
  }
}

/** Whatever it says to this, somebody who speaks HTTP is there. */
async function reach(backend: Backend): Promise<void> {
  try {
    await backend.send({ method: 'GET', path: '/', patience: REACH })
  } catch (error) {
    if (error instanceof NoReply) throw new CannotVerify(error.message)
    throw error
  }
}

interface Plan {
  readonly layer: LayerDefinition
  readonly planned: readonly PlannedCheck[]
  readonly needs: readonly string[]
  readonly received: readonly string[]
}

async function plansOf(verification: Verification): Promise<readonly Plan[]> {
  const { only, filter, provider } = verification.options
  const plans: Plan[] = []
  for (const layer of layerDefinitions) {
    if (only !== undefined && !only.includes(layer.name)) continue
    const { checks, needs, received = [] } = await layer.plan(verification)
    const planned = checks.filter(({ name }) => filter === undefined || name.includes(filter))
    plans.push({ layer, planned, needs, received })
  }
  if (plans.some(({ planned }) => planned.length > 0)) return plans
  const where = `${only === undefined ? '' : ` in ${only.join(', ')}`}`
  throw new NothingSelected(
    filter === undefined
      ? `The contract of ${provider} has no checks${where}, so nothing would be proved.`
      : `No check of ${provider}${where} has "${filter}" in its name, so nothing would be proved.`,
  )
}

/** A run that checked less, or other things, than it promised proves nothing. */
function guard(service: string, planned: readonly PlannedCheck[], results: readonly CheckResult[]): void {
  const done = new Map<string, number>()
  for (const { name } of results) done.set(name, (done.get(name) ?? 0) + 1)
  const missing = planned.filter(({ name }) => !done.has(name))
  const promised = new Set(planned.map(({ name }) => name))
  const strange = [...done].filter(([name, times]) => times > 1 || !promised.has(name)).map(([name]) => name)
  const [layer] = planned
  if (missing.length > 0) {
    const names = missing.slice(0, 3).map(({ name }) => name)
    throw new CannotVerify(
      `Only ${planned.length - missing.length} of the ${planned.length} checks of ${service} in ${layer?.layer} were executed, so nothing is proved. Missing: ${names.join('; ')}.`,
    )
  }
  if (strange.length > 0) {
    throw new CannotVerify(`The ${layer?.layer} of ${service} gave results that nobody planned: ${strange.join('; ')}.`)
  }
}
