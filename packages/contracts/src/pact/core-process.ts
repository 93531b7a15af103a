// Runs Pact's native core in a process of its own: it prints to standard output by itself, reads PACT_* filters from the
// environment, and a crash of it must not take the verifier with it.
import { Verifier, type VerifierOptions } from '@pact-foundation/pact-core'

process.once('message', (options: VerifierOptions) => {
  run(options).then(
    (answer) => process.send?.(answer, () => process.disconnect()),
    (error: unknown) => {
      process.send?.({ crashed: error instanceof Error ? error.message : String(error) }, () => process.disconnect())
    },
  )
})

async function run(options: VerifierOptions): Promise<{ readonly results: string }> {
  try {
    return { results: await new Verifier(options).verify() }
  } catch (error) {
    // A failed verification rejects with its results as the message.
    if (error instanceof Error && error.message.startsWith('{')) return { results: error.message }
    throw error
  }
}
