import { describe, expect, test } from 'vitest'
import { parseArguments, UsageError } from './arguments.ts'

test('without options the defaults hold', () => {
  expect(parseArguments([])).toEqual({
    help: false,
    port: 8000,
    host: '127.0.0.1',
    stripePort: 12_111,
    smtpPort: undefined,
    seed: 1,
    speed: 1,
    origins: [],
    color: false,
    specs: [],
    scenarios: [],
  })
})

test.for([
  [['--port', '0'], { port: 0 }],
  [['--port=9000'], { port: 9000 }],
  [['--host', '0.0.0.0'], { host: '0.0.0.0' }],
  [['--stripe-port', '0'], { stripePort: 0 }],
  [['--smtp-port', '1025'], { smtpPort: 1025 }],
  [['--seed', '42'], { seed: 42 }],
  [['--speed', '0.5'], { speed: 0.5 }],
  [
    ['--origin', 'https://a.test/', '--origin', 'http://b.test:81/x'],
    { origins: ['https://a.test', 'http://b.test:81'] },
  ],
  [['--spec', 'a.yaml', 'b.yaml', '--spec', 'c.yaml'], { specs: ['a.yaml', 'c.yaml', 'b.yaml'] }],
  [
    ['--scenario', 'llm.down', '--scenario', 'webhooks.duplicate={"copies":3}'],
    {
      scenarios: [
        { name: 'llm.down', options: {} },
        { name: 'webhooks.duplicate', options: { copies: 3 } },
      ],
    },
  ],
  [['--color'], { color: true }],
  [['-h'], { help: true }],
] as const)('%o is understood', ([given, want]) => {
  expect(parseArguments(given)).toMatchObject(want)
})

test.for([
  [true, undefined, [], true],
  [true, '1', [], false],
  [true, '', [], true],
  [false, undefined, [], false],
  [true, undefined, ['--no-color'], false],
] as const)('on a terminal: %s, NO_COLOR: %s, %o: colour is %s', ([isTerminal, noColor, given, want]) => {
  expect(parseArguments(given, { isTerminal, noColor }).color).toBe(want)
})

describe('wrong use is one sentence', () => {
  test.for([
    [['--prt', '8000'], "Unknown option '--prt'"],
    [['--port', 'abc'], '--port takes a whole number from 0 to 65535, not "abc".'],
    [['--port', '65536'], '--port takes a whole number'],
    [['--port', '80.5'], '--port takes a whole number'],
    [['--port'], "Option '--port <value>' argument missing"],
    [['--seed', '-1'], "Option '--seed' argument is ambiguous"],
    [['--seed=-1'], '--seed takes a whole number'],
    [['--speed', '0'], '--speed takes a number above 0'],
    [['--speed', 'fast'], '--speed takes a number above 0'],
    [['--origin', 'app.example.test'], '--origin takes an origin such as'],
    [['--origin', 'file:///x'], '--origin takes an origin such as'],
    [['petstore.yaml'], 'To serve an OpenAPI file write --spec petstore.yaml.'],
  ] as const)('%o', ([given, sentence]) => {
    expect(() => parseArguments(given)).toThrow(UsageError)
    expect(() => parseArguments(given)).toThrow(sentence)
    expect(() => parseArguments(given)).toThrow(/^[^\n]*$/)
  })
})
