import type { Behaviour } from '../packages/contracts/src/behaviours/behaviour.ts'

/** docs/behaviours.md: every behaviour as the registry has it. */
export function behaviourPage(behaviours: readonly Behaviour[]): string {
  const services = [...new Set(behaviours.map(({ service }) => service))]
  return `# Behaviours: what several steps must give together

<!-- Written by scripts/behaviour-docs.ts from packages/contracts/src/behaviours; not by hand. -->

\`concord-verify --only behaviours\` plays these against a backend in any language, over HTTP and sockets, through its provider states. A rule is named in a
report as it is here, and \`--filter refund-once:\` plays it alone. In our own tests each is held against backends that break it.

Those with a ● need the sandbox that plays the backend's own providers (Stripe, the language models, the quality checks): start it, point the
backend's provider URLs at it, and pass \`--sandbox-url\`. Without it the verification ends with 2; nothing is left out in silence.

Races are bursts of requests that arrive together: each is sent on a connection of its own up to its last byte, and then all last bytes leave at once. A race is
played ten times, and one whose requests each check a password twice.

${services.map((service) => section(service, behaviours)).join('\n')}`
}

function section(service: string, behaviours: readonly Behaviour[]): string {
  const rows = behaviours
    .filter((behaviour) => behaviour.service === service)
    .map(
      ({ id, statement, operations, needs }) =>
        `| \`${id}\`${needs === 'sandbox' ? ' ●' : ''} | ${statement} | ${operations.map((one) => `\`${one}\``).join(' ')} |`,
    )
  return `## ${service}\n\n| rule | what must be so | looks at |\n|---|---|---|\n${rows.join('\n')}\n`
}
