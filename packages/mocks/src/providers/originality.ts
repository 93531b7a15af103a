import type { Face } from '../engine/face.ts'
import { type OriginalityBehaviours, operations } from '../generated/providers/originality.ts'
import { randomFor } from '../world/seeded-random.ts'
import { keyIn } from './api-keys.ts'
import { spend, spent } from './credits.ts'
import { fieldOf, jsonErrors } from './json-errors.ts'
import { wordsOf } from './sentences.ts'
import { scoreOf, share } from './steered-score.ts'

/** Credits of an account at the beginning. */
const deposit = 1_000_000
const wordsForACredit = 100

const behaviours: OriginalityBehaviours = {
  'originality.scanAi': (call) => {
    const { world } = call
    const { content, title = '' } = call.body
    const price = Math.max(1, Math.ceil(wordsOf(content).length / wordsForACredit))
    if (deposit - spent(world, 'originality').spent < price) throw call.problem('quota_used_up')
    const percent = scoreOf(call, 'originality', content, 12, 45)
    const credits = deposit - spend(world, 'originality', price).spent
    const id = randomFor(world.seed, `originality-link:${content}`).token(8).toLowerCase()
    return call.reply(200, {
      success: true,
      public_link: `https://app.originality.ai/share/${id}`,
      title,
      score: { original: share(100 - percent), ai: share(percent) },
      credits_used: price,
      credits,
      content,
    })
  },
  'originality.creditBalance': (call) =>
    call.reply(200, { success: true, balance: deposit - spent(call.world, 'originality').spent }),
}

/** Originality.ai, as far as a text is judged with it. */
export const originalityFace: Face = {
  name: 'originality',
  prefix: '/providers/originality',
  services: [{ name: 'originality', operations, behaviours }],
  authenticate: keyIn('x-oai-api-key'),
  renderProblem: jsonErrors((message, { errors }) => {
    const missing = errors?.find(({ type }) => type === 'required')
    return { success: false, error: missing === undefined ? message : `The ${fieldOf(missing)} field is required.` }
  }),
}
