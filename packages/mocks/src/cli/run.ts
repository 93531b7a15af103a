import { ServerNotStarted } from '../adapters/server/not-started.ts'
import type { RunningServer } from '../adapters/server.ts'
import { ControlProblem } from '../control/control-problem.ts'
import { parseArguments, type SandboxArguments, UsageError, usage } from './arguments.ts'
import { greeting } from './greeting.ts'

/** Where the command talks to; tests pass their own. */
export interface Terminal {
  out(text: string): void
  error(text: string): void
  readonly isTerminal: boolean
  /** The variable NO_COLOR. */
  readonly noColor: string | undefined
}

/** What became of the command: a server that runs, or an exit code. */
export type Outcome = { readonly server: RunningServer } | { readonly exitCode: number }

const testUser = 'ada@example.test'

/**
 * Runs `concord-sandbox`.
 *
 * @returns the running server, or the exit code: 0 help, 1 a broken spec, 2 wrong use or a port that cannot be had
 */
export async function run(commandLine: readonly string[], terminal: Terminal): Promise<Outcome> {
  try {
    const given = parseArguments(commandLine, terminal)
    if (given.help) {
      terminal.out(usage)
      return { exitCode: 0 }
    }
    if (given.specs.length > 0 && given.scenarios.length > 0) {
      throw new UsageError(
        '--scenario is for the platform; a spec of your own has fault rules, under /__sandbox/faults.',
      )
    }
    return given.specs.length > 0 ? await serveForeign(given, terminal) : await servePlatform(given, terminal)
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ServerNotStarted)) throw error
    terminal.error(error.message)
    return { exitCode: 2 }
  }
}

async function servePlatform(given: SandboxArguments, terminal: Terminal): Promise<Outcome> {
  const { startServer } = await import('../adapters/server.ts')
  const { port, host, seed, speed, origins, stripePort, smtpPort } = given
  const server = await startServer({
    port,
    stripePort,
    ...(smtpPort !== undefined && { smtpPort }),
    host,
    seed,
    speed,
    origins,
    onFault: (error) => terminal.error(faultText(error)),
  })
  await switchOn(server, given.scenarios)
  const { access_token } = server.controls().signIn({ email: testUser })
  terminal.out(greeting({ ...server, seed, speed, user: { email: testUser, access_token } }, given.color))
  return { server }
}

/** Nobody should work for an hour before they notice that nothing goes wrong: a name that is none ends the command. */
async function switchOn(server: RunningServer, scenarios: SandboxArguments['scenarios']): Promise<void> {
  if (scenarios.length === 0) return
  const { scenariosOf } = await import('../control/scenario-controls.ts')
  try {
    for (const { name, options } of scenarios) scenariosOf(server.controls()).switchOn(name, options)
  } catch (error) {
    await server.close()
    throw error instanceof ControlProblem ? new UsageError(`--scenario: ${error.message}`) : error
  }
}

async function serveForeign(given: SandboxArguments, terminal: Terminal): Promise<Outcome> {
  const { foreignFace, foreignProblems, SpecRefused } = await import('./foreign-spec.ts')
  try {
    const face = await foreignFace(given.specs)
    const { startServer } = await import('../adapters/server.ts')
    const { port, host, seed, speed, origins } = given
    const server = await startServer({
      port,
      host,
      seed,
      speed,
      origins,
      faces: [face],
      gatewayProblems: foreignProblems,
      onFault: (error) => terminal.error(faultText(error)),
    })
    const count = face.services.reduce((sum, { operations }) => sum + operations.length, 0)
    terminal.out(
      `The sandbox serves ${count} operations of ${given.specs.join(', ')} at ${server.url}.\nConsole: ${server.url}/__sandbox`,
    )
    return { server }
  } catch (error) {
    if (!(error instanceof SpecRefused)) throw error
    terminal.error(error.message)
    return { exitCode: 1 }
  }
}

function faultText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
