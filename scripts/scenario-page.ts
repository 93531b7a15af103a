import { scenarios } from '../packages/mocks/src/scenarios/catalogue.ts'
import type { Ending } from '../tests/scenario-life.ts'

/** How the lives ended that were lived under each scenario. */
type Endings = Readonly<Record<string, readonly Ending[]>>

interface OptionSchema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly description?: string
}

/** docs/scenarios.md: the catalogue as its registry has it, and what becomes of the journey under each. */
export function scenarioPage(endings: Endings, seeds: number): string {
  return `# Scenarios: everything that can go wrong

<!-- Written by scripts/scenario-docs.ts from packages/mocks/src/scenarios and from journeys that were lived; not by hand. -->

A scenario is a name for something that goes wrong. The same name and the same options everywhere:

| where | how |
|---|---|
| in a test | \`sandbox.scenario('webhooks.duplicate', { copies: 3 })\` |
| on a port | \`PUT /__sandbox/scenarios/webhooks.duplicate\` with \`{"copies": 3}\`; \`DELETE\` ends it |
| for one request | \`Prefer: scenario=infrastructure.slow; median=5\` |
| at the start | \`npm start -- --scenario 'webhooks.duplicate={"copies":3}'\`, as often as you like |
| in a Pact interaction | the provider state \`a scenario\` with \`{"name": "webhooks.duplicate", "options": {"copies": 3}}\` |

Scenarios can be combined, and come the same way again from the same seed. Times are virtual. A door that cannot carry a scenario out
(MSW cannot let an answer trickle in) refuses it when it is switched on, with \`effect_not_supported\`. For one request, what strikes by chance or
after a while strikes for certain.

${areas().map(areaSection).join('\n')}
## What becomes of the journey

The journey of [the integrator's example](../examples/integrator/src/journey.ts) (sign in, order, pay, watch, export, refund) for a short document, and
after it [a production](../examples/integrator/src/production.ts) (a channel, a video, its cost), lived under each scenario with its defaults, from ${seeds}
seeds, until four days later. Nowhere are there two jobs for a document, two charges that are kept, money without a job, a document or a video that is still
being made, two videos for one order, a video beyond $3.00, or an error that nobody handled; and a seed tells the same story twice. What the SDK makes good
is not to be seen.

| scenario | the journey ends with | document | job | payment | the production ends with | video |
|---|---|---|---|---|---|---|
${Object.entries(endings)
  .map(([name, lived]) => outcomeRow(name, lived))
  .join('\n')}
`
}

const areas = (): readonly string[] => [...new Set(Object.values(scenarios).map(({ area }) => area))]

function areaSection(area: string): string {
  const own = Object.values(scenarios).filter((scenario) => scenario.area === area)
  const rows = own.map(({ name, summary, options }) => {
    const { properties = {} } = options.toJSONSchema({ io: 'input' }) as {
      properties?: Record<string, OptionSchema>
    }
    const described = Object.entries(properties).map(([option, schema]) => optionText(option, schema))
    return `| \`${name}\` | ${summary} | ${described.join('<br>') || '–'} |`
  })
  return `## ${area}\n\n| scenario | what happens | options |\n|---|---|---|\n${rows.join('\n')}\n`
}

function optionText(name: string, schema: OptionSchema): string {
  const { description = '', enum: values } = schema
  const usual = schema.default === undefined ? '' : ` = \`${JSON.stringify(schema.default)}\``
  const choice = values === undefined ? '' : ` One of ${values.map((value) => `\`${value}\``).join(', ')}.`
  return `\`${name}\`${usual}: ${description}${choice}`
}

function outcomeRow(name: string, lived: readonly Ending[]): string {
  const seen = (tell: (ending: Ending) => string) => [...new Set(lived.map(tell))].sort().join(' / ') || '–'
  const listed = (tell: (ending: Ending) => readonly string[]) => seen((ending) => tell(ending).join(' + ') || 'none')
  const cells = [
    seen(({ journey }) => journey),
    listed((ending) => ending.documents),
    listed((ending) => ending.jobs),
    listed((ending) => ending.payments),
    seen(({ production }) => production),
    listed((ending) => ending.videos),
  ]
  return `| \`${name}\` | ${cells.join(' | ')} |`
}
