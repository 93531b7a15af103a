import type { FaultEffect, FaultMatch } from '../../world/world.ts'
import type { Platform } from '../platform.fixture.ts'

const always = { kind: 'always' } as const

/** Makes a provider fail, or find what it should. */
export function strike(
  platform: Platform,
  provider: string,
  effect: FaultEffect,
  when: { kind: 'first'; n: number } | typeof always = always,
) {
  const match: FaultMatch = { on: 'provider', provider }
  platform.world.faults.add({ match, when, effect })
}

/** Pays for a document of so many pages, lets it be written, and reads everything about it. */
export async function generated(platform: Platform, pages: number, seconds = 1_500) {
  const ada = platform.signIn()
  const paid = await platform.pay(ada.token, pages)
  await platform.advance(seconds)
  const get = async (path: string) => (await platform.get(path, ada.token)).body
  return {
    ada,
    ...paid,
    job: await get(`/api/v1/jobs/${paid.job_id}`),
    document: await get(`/api/v1/documents/${paid.document_id}`),
    payment: await get(`/api/v1/payment/${paid.payment_id}`),
    sections: (await get(`/api/v1/documents/${paid.document_id}/sections?per_page=100`)).items,
  }
}

/** What the timeline says of the calls to a provider, or to one model of it. */
export const callsTo = (platform: Platform, provider: string) =>
  platform.world.timeline.of('provider').filter((item) => String(item.provider).startsWith(provider))
