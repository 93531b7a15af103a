import type { SandboxReply } from './call.ts'

/**
 * Carries a request out twice, one after the other, as when a proxy or another tab sends it too.
 *
 * @param heard which of the two answers, or refusals, the client gets
 */
export async function twice(
  execute: () => SandboxReply | Promise<SandboxReply>,
  heard: 'first' | 'last',
): Promise<SandboxReply> {
  const first = await ended(execute)
  const last = await ended(execute)
  return (heard === 'first' ? first : last)()
}

/** Gives what the work gives later, or throws what it throws. */
async function ended<T>(work: () => T | Promise<T>): Promise<() => T> {
  try {
    const result = await work()
    return () => result
  } catch (error) {
    return () => {
      throw error
    }
  }
}
