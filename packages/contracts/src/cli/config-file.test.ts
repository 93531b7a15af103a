import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readArguments } from './arguments.ts'
import { UsageError } from './usage-error.ts'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concord-config-'))
  file = join(folder, 'verify.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (config: unknown) => writeFileSync(file, typeof config === 'string' ? config : JSON.stringify(config))

test('says what nobody wants to type; a flag wins over it', () => {
  write({
    provider: ['auth', 'payments'],
    baseUrl: 'http://localhost:3000',
    statesUrl: 'http://localhost:3000/_contract/state',
    only: 'pacts',
    seed: 7,
    report: { junit: 'contracts.xml', html: 'contracts.html' },
  })
  expect(readArguments(['--config', file, '--only', 'access'])).toEqual({
    providers: ['auth', 'payments'],
    options: {
      baseUrl: 'http://localhost:3000',
      statesUrl: 'http://localhost:3000/_contract/state',
      only: ['access'],
      seed: 7,
    },
    reports: new Map([
      ['junit', 'contracts.xml'],
      ['html', 'contracts.html'],
    ]),
  })
})

test('says which pacts of a broker, and what it is told', () => {
  write({
    provider: 'auth',
    baseUrl: 'http://localhost:3000',
    brokerUrl: 'https://broker.example.test',
    brokerOnly: true,
    selector: ['mainBranch', 'branch=feat/bees'],
    consumerSelectors: [{ tag: 'prod' }],
    enablePending: true,
    publish: false,
  })
  expect(readArguments(['--config', file], {})?.options.broker).toEqual({
    url: 'https://broker.example.test',
    replacesOurs: true,
    selectors: [{ mainBranch: true }, { branch: 'feat/bees' }, { tag: 'prod' }],
    enablePending: true,
    publish: false,
  })
})

describe('one sentence for', () => {
  const faults: readonly { name: string; given: unknown; says: string }[] = [
    { name: 'what is no JSON', given: '{provider', says: 'verify.json is not JSON: ' },
    { name: 'a list', given: [], says: 'verify.json must hold an object such as' },
    {
      name: 'an unknown word',
      given: { providers: 'auth' },
      says: 'says "providers", which is none of provider, baseUrl',
    },
    {
      name: 'a URL that is none',
      given: { provider: 'auth', baseUrl: 'here' },
      says: '--base-url must be an http or https URL',
    },
    {
      name: 'a report that is no object',
      given: { report: 'junit' },
      says: '"report" must be an object such as {"junit": "contracts.xml"}, not "junit".',
    },
    { name: 'a switch that is none', given: { publish: 'yes' }, says: '"publish" must be true or false, not "yes".' },
    { name: 'a secret', given: { brokerToken: 'secret' }, says: 'says "brokerToken", which is none of' },
    { name: 'a list of numbers', given: { only: [1] }, says: '"only" must be a text or a list of texts, not [1].' },
  ]
  test.each(faults)('$name', ({ given, says }) => {
    write(given)
    expect(() => readArguments(['--config', file])).toThrow(UsageError)
    expect(() => readArguments(['--config', file])).toThrow(says)
  })

  test('a file that is not there', () => {
    expect(() => readArguments(['--config', join(folder, 'none.json')])).toThrow('none.json cannot be read.')
  })
})
