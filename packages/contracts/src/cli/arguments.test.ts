import { describe, expect, test } from 'vitest'
import { readArguments } from './arguments.ts'
import { UsageError } from './usage-error.ts'

const base = ['--provider', 'payments', '--base-url', 'http://localhost:8000']

describe('readArguments', () => {
  test('reads what is needed', () => {
    expect(readArguments(base)).toEqual({
      providers: ['payments'],
      options: { baseUrl: 'http://localhost:8000' },
      reports: new Map(),
    })
  })

  test('reads all there is', () => {
    const all = [
      ...base,
      '--states-url',
      'http://localhost:9000/states',
      '--sandbox-url',
      'http://localhost:8000/~ci',
      '--webhook-secret',
      'whsec_ci',
      '--only',
      'pacts,access',
      '--filter',
      'payments.createIntent',
      '--seed',
      '7',
      '--report',
      'json=out.json,junit=out.xml',
    ]
    expect(readArguments(all)).toMatchObject({
      options: {
        baseUrl: 'http://localhost:8000',
        statesUrl: 'http://localhost:9000/states',
        sandboxUrl: 'http://localhost:8000/~ci',
        webhookSecret: 'whsec_ci',
        only: ['pacts', 'access'],
        filter: 'payments.createIntent',
        seed: 7,
      },
      reports: new Map([
        ['json', 'out.json'],
        ['junit', 'out.xml'],
      ]),
    })
  })

  test('gives nothing when help was asked for', () => {
    expect(readArguments(['--help'])).toBeUndefined()
  })

  const faults: readonly { given: readonly string[]; says: string }[] = [
    {
      given: ['--base-url', 'http://localhost:8000'],
      says: '--provider is missing: say, for instance, --provider documents.',
    },
    {
      given: ['--provider', 'payments'],
      says: '--base-url is missing: say, for instance, --base-url http://localhost:8000.',
    },
    {
      given: ['--provider', 'payments', '--base-url', 'localhost:8000'],
      says: '--base-url must be an http or https URL',
    },
    { given: [...base, '--states-url', 'nowhere'], says: '--states-url must be an http or https URL' },
    {
      given: [...base, '--only', 'everything'],
      says: '--only takes pacts, conformance, access, behaviours, not "everything".',
    },
    { given: [...base, '--seed', 'seven'], says: '--seed takes a whole number, not "seven".' },
    {
      given: [...base, '--report', 'pdf=out.pdf'],
      says: '--report takes FORMAT=FILE with a format of junit, html, json, not "pdf=out.pdf".',
    },
    { given: [...base, '--report', 'json'], says: '--report takes FORMAT=FILE' },
    { given: [...base, '--verbose'], says: "Unknown option '--verbose'. See concord-verify --help." },
    { given: [...base, 'more'], says: "Unexpected argument 'more'" },
  ]
  test.each(faults)('one sentence for $given', ({ given, says }) => {
    expect(() => readArguments(given)).toThrow(UsageError)
    expect(() => readArguments(given)).toThrow(says)
  })
})
