import { describe, expect, test } from 'vitest'
import { readArguments } from './arguments.ts'
import { UsageError } from './usage-error.ts'

const base = ['--provider', 'payments', '--base-url', 'http://localhost:8000']
const url = 'https://broker.example.test'
const read = (args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  readArguments([...base, ...args], environment)
const brokerOf = (args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  read(['--broker-url', url, ...args], environment)?.options.broker

describe('which broker', () => {
  test('none, unless one is named', () => {
    expect(read([], { PACT_BROKER_TOKEN: 'secret', CI: 'true' })?.options).not.toHaveProperty('broker')
  })

  test("Pact's usual variables name it too", () => {
    const environment = { PACT_BROKER_BASE_URL: url, PACT_BROKER_USERNAME: 'ada', PACT_BROKER_PASSWORD: 'engine' }
    expect(read([], environment)?.options.broker).toEqual({ url, username: 'ada', password: 'engine', publish: false })
  })

  test('a flag wins over them', () => {
    const environment = { PACT_BROKER_BASE_URL: 'https://other.example.test', PACT_BROKER_TOKEN: 'other' }
    expect(brokerOf(['--broker-token', 'this'], environment)).toMatchObject({ url, token: 'this' })
  })

  test('all there is', () => {
    const all =
      '--broker-only --selector mainBranch,branch=feat/bees --selector latest --enable-pending --include-wip-pacts-since 2026-01-31'
    const version =
      '--provider-version 3f2c1a0 --provider-branch main --build-url https://ci.example.test/7 --publish-locally'
    expect(brokerOf([...all.split(' '), ...version.split(' '), '--consumer-selectors', '[{"tag":"prod"}]'])).toEqual({
      url,
      replacesOurs: true,
      selectors: [{ mainBranch: true }, { branch: 'feat/bees' }, { latest: true }, { tag: 'prod' }],
      enablePending: true,
      includeWipPactsSince: '2026-01-31',
      providerVersion: '3f2c1a0',
      providerBranch: 'main',
      buildUrl: 'https://ci.example.test/7',
      publish: true,
    })
  })
})

describe('publishing', () => {
  const version = ['--provider-version', '3f2c1a0']

  test.each([
    { name: 'not asked for', args: version, environment: { CI: 'true' }, want: false },
    { name: 'on a CI server', args: [...version, '--publish'], environment: { CI: 'true' }, want: true },
    { name: 'on Jenkins', args: [...version, '--publish'], environment: { BUILD_NUMBER: '7' }, want: true },
    { name: 'on a laptop', args: [...version, '--publish'], environment: {}, want: false },
    { name: 'on a laptop that says so', args: [...version, '--publish'], environment: { CI: 'false' }, want: false },
    { name: 'on a laptop, on purpose', args: [...version, '--publish-locally'], environment: {}, want: true },
    {
      name: 'by the variable of other Pact tools',
      args: version,
      environment: { CI: '1', PACT_BROKER_PUBLISH_VERIFICATION_RESULTS: 'true' },
      want: true,
    },
  ])('$name: $want', ({ args, environment, want }) => {
    expect(brokerOf(args, environment)?.publish).toBe(want)
  })

  test('says why there is none on a laptop', () => {
    expect(read(['--broker-url', url, ...version, '--publish'])?.note).toMatch(
      /^Nothing was published: this is no CI server/,
    )
    expect(read(['--broker-url', url, ...version])).not.toHaveProperty('note')
  })

  test.each([
    [
      { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '7' },
      'https://github.com/a/b/actions/runs/7',
    ],
    [{ CI_JOB_URL: 'https://gitlab.example.test/jobs/7' }, 'https://gitlab.example.test/jobs/7'],
    [{ BUILD_URL: 'https://jenkins.example.test/7' }, 'https://jenkins.example.test/7'],
    [{}, undefined],
  ])('finds the address of the build in %j', (environment, want) => {
    expect(brokerOf([], environment)?.buildUrl).toBe(want)
  })
})

describe('one sentence for', () => {
  const faults: readonly { args: readonly string[]; environment?: NodeJS.ProcessEnv; says: string }[] = [
    { args: ['--publish'], says: '--publish needs a broker: say --broker-url, or PACT_BROKER_BASE_URL.' },
    { args: ['--selector', 'mainBranch'], says: '--selector needs a broker' },
    { args: ['--broker-url', 'broker'], says: '--broker-url must be an http or https URL' },
    {
      args: [],
      environment: { PACT_BROKER_BASE_URL: 'broker' },
      says: 'PACT_BROKER_BASE_URL must be an http or https URL',
    },
    { args: ['--broker-url', url, '--publish'], says: '--publish needs --provider-version: best the id of the commit' },
    { args: ['--broker-url', url, '--selector', 'matchingBranch'], says: 'matchingBranch needs --provider-branch' },
    {
      args: ['--broker-url', url, '--include-wip-pacts-since', 'soon'],
      says: 'takes a date such as 2026-01-31, not "soon"',
    },
    {
      args: ['--broker-url', url, '--include-wip-pacts-since', '2026-01-31'],
      says: '--include-wip-pacts-since needs --provider-branch',
    },
    {
      args: ['--broker-url', url, '--publish-locally', '--provider-version', '1', '--filter', 'get'],
      says: '--publish takes no --filter: a broker is told of whole pacts only.',
    },
    {
      args: ['--broker-url', url, '--publish-locally', '--provider-version', '1', '--only', 'access'],
      says: '--publish needs the pacts',
    },
  ]
  test.each(faults)('$args', ({ args, environment, says }) => {
    expect(() => read(args, environment)).toThrow(UsageError)
    expect(() => read(args, environment)).toThrow(says)
  })
})
