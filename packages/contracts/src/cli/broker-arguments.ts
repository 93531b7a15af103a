import type { BrokerOptions, ConsumerVersionSelector } from '../broker/broker-options.ts'
import { httpUrl, listOf, present } from './flag-values.ts'
import { readSelector, readSelectors } from './selectors.ts'
import { UsageError } from './usage-error.ts'

/** The flags that say which broker, which of its pacts, and what it is told. */
export const brokerFlags = {
  'broker-url': { type: 'string' },
  'broker-token': { type: 'string' },
  'broker-only': { type: 'boolean' },
  selector: { type: 'string', multiple: true },
  'consumer-selectors': { type: 'string' },
  'enable-pending': { type: 'boolean' },
  'include-wip-pacts-since': { type: 'string' },
  'provider-version': { type: 'string' },
  'provider-branch': { type: 'string' },
  'build-url': { type: 'string' },
  publish: { type: 'boolean' },
  'publish-locally': { type: 'boolean' },
} as const

/** What was typed, or stands in the file of what nobody wants to type. */
export interface BrokerValues {
  readonly 'broker-url'?: string
  readonly 'broker-token'?: string
  readonly 'broker-only'?: boolean
  readonly selector?: readonly string[]
  readonly 'consumer-selectors'?: string
  readonly 'enable-pending'?: boolean
  readonly 'include-wip-pacts-since'?: string
  readonly 'provider-version'?: string
  readonly 'provider-branch'?: string
  readonly 'build-url'?: string
  readonly publish?: boolean
  readonly 'publish-locally'?: boolean
}

export const brokerUsage = `  --broker-url URL      verifies the pacts of this Pact Broker too (also: PACT_BROKER_BASE_URL)
  --broker-token TEXT   its token (better: PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD)
  --broker-only         leaves out the pacts that come with this command
  --selector NAME       which pacts: mainBranch, deployedOrReleased, matchingBranch, branch=NAME, …; several with commas
  --consumer-selectors JSON  the same as Pact writes it: [{"branch":"feat/bees","consumer":"web-shop"}]
  --enable-pending      a pact that this provider never satisfied may fail
  --include-wip-pacts-since DATE  verifies newer pacts too that nothing selects; they may fail
  --provider-version ID what is verified, best the id of the commit; --provider-branch NAME: on which branch
  --publish             tells the broker the results, from CI only; --publish-locally: from anywhere
  --build-url URL       where the run can be looked at (found by itself on GitHub, GitLab and Jenkins)
`

/** Variables by which one knows a CI server. */
const ciVariables = ['CI', 'BUILD_NUMBER', 'TF_BUILD'] as const

/**
 * Which broker is asked, and what it is told.
 *
 * @returns `broker` is absent where none is asked; `note` says why nothing will be published although it was wanted
 * @throws UsageError with one sentence
 */
export function readBroker(
  values: BrokerValues,
  environment: NodeJS.ProcessEnv,
): { readonly broker?: BrokerOptions; readonly note?: string } {
  const url = values['broker-url'] || environment.PACT_BROKER_BASE_URL
  if (url === undefined || url === '') {
    const orphan = Object.entries(values).find(
      ([name, value]) => name in brokerFlags && value !== false && value !== '',
    )
    if (orphan === undefined) return {}
    throw new UsageError(`--${orphan[0]} needs a broker: say --broker-url, or PACT_BROKER_BASE_URL.`)
  }
  const { publish, note } = publishing(values, environment)
  const given = {
    token: values['broker-token'] || environment.PACT_BROKER_TOKEN,
    username: environment.PACT_BROKER_USERNAME,
    password: environment.PACT_BROKER_PASSWORD,
    selectors: selectorsIn(values),
    replacesOurs: values['broker-only'],
    enablePending: values['enable-pending'],
    includeWipPactsSince: wipSince(values),
    providerVersion: values['provider-version'],
    providerBranch: values['provider-branch'],
    buildUrl: values['build-url'] ? httpUrl('--build-url', values['build-url']) : buildUrlOf(environment),
  }
  const where = values['broker-url'] ? '--broker-url' : 'PACT_BROKER_BASE_URL'
  return { broker: { url: httpUrl(where, url), publish, ...present(given) }, ...(note !== undefined && { note }) }
}

function selectorsIn(values: BrokerValues): readonly ConsumerVersionSelector[] | undefined {
  const short = (values.selector ?? []).flatMap(listOf).map(readSelector)
  const long = values['consumer-selectors'] ? readSelectors(values['consumer-selectors']) : []
  const all = [...short, ...long]
  if (all.some(({ matchingBranch }) => matchingBranch) && !values['provider-branch']) {
    throw new UsageError('The selector matchingBranch needs --provider-branch: the branch that it has to match.')
  }
  return all.length === 0 ? undefined : all
}

function wipSince(values: BrokerValues): string | undefined {
  const date = values['include-wip-pacts-since']
  if (date === undefined || date === '') return undefined
  if (!/^\d{4}-\d{2}-\d{2}(T.+)?$/.test(date) || Number.isNaN(Date.parse(date))) {
    throw new UsageError(`--include-wip-pacts-since takes a date such as 2026-01-31, not "${date}".`)
  }
  if (values['provider-branch']) return date
  throw new UsageError('--include-wip-pacts-since needs --provider-branch: pacts are new to a branch.')
}

function publishing(
  values: BrokerValues,
  environment: NodeJS.ProcessEnv,
): { readonly publish: boolean; readonly note?: string } {
  const locally = values['publish-locally'] === true
  const wanted = locally || values.publish === true || isOn(environment.PACT_BROKER_PUBLISH_VERIFICATION_RESULTS)
  if (!wanted) return { publish: false }
  if (!values['provider-version']) {
    throw new UsageError('--publish needs --provider-version: best the id of the commit that is verified.')
  }
  if (locally || ciVariables.some((name) => isOn(environment[name]))) return { publish: true }
  return {
    publish: false,
    note: `Nothing was published: this is no CI server (none of ${ciVariables.join(', ')} is set). --publish-locally publishes from here.`,
  }
}

const isOn = (value: string | undefined): boolean => value !== undefined && !/^(|0|false|no)$/i.test(value)

function buildUrlOf(environment: NodeJS.ProcessEnv): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = environment
  if (server && repository && run) return `${server}/${repository}/actions/runs/${run}`
  return environment.CI_JOB_URL || environment.BUILD_URL
}
