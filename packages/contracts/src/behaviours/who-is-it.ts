import type { Answer } from './engine/answer.ts'
import type { Stage } from './engine/stage.ts'

/** Operations that need a token and nothing else. A backend that serves one service alone has not all of them. */
const doors = ['users.me', 'payments.list', 'documents.list', 'refunds.list', 'jobs.list'] as const

/** Asks with a token at the first door that the backend has. */
async function knock(stage: Stage, token: string): Promise<Answer> {
  let answer = await stage.call(doors[0], { as: token })
  for (const door of doors.slice(1)) {
    if (answer.status !== 404) return answer
    answer = await stage.call(door, { as: token })
  }
  return answer
}

/** @throws Broken unless the token is taken */
export async function mustBeSignedIn(stage: Stage, token: string, which: string): Promise<void> {
  ;(await knock(stage, token)).expect(200, `to an access token ${which}`)
}

/** @throws Broken unless the token is refused */
export async function mustBeSignedOut(stage: Stage, token: string, which: string): Promise<void> {
  ;(await knock(stage, token)).expect(401, `to a token ${which}`)
}
