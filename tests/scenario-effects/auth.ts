import { expect } from 'vitest'
import { type EffectsOf, failing } from './effect.ts'

export const authEffects: EffectsOf<'auth'> = {
  'auth.token-expires': async (stage) => {
    await stage.on({ after: 1 })
    const events = stage.events()
    await stage.concord.users.me()
    await stage.concord.users.me()
    expect(events()).toContain('auth.refresh')
    expect((await stage.call('/api/v1/users/me')).json.code).toBe('token_expired')
  },
  'auth.two-tabs': async (stage) => {
    await stage.on({ after: 0 })
    await expect(stage.concord.users.me()).rejects.toMatchObject({ status: 401 })
    const refreshes = stage.timeline.filter(({ operation, kind }) => kind === 'request' && operation === 'auth.refresh')
    expect(refreshes[0]).toMatchObject({ status: 200 })
  },
  'auth.refresh-reused': async (stage) => {
    await stage.on({ after: 0 })
    await expect(stage.concord.users.me()).rejects.toMatchObject({ status: 401 })
    const refreshes = stage.timeline.filter(({ operation, kind }) => kind === 'request' && operation === 'auth.refresh')
    expect(refreshes).toMatchObject([{ status: 401 }])
  },
  'auth.locked': async (stage) => {
    await stage.on({ seconds: 60 })
    const credentials = { email: 'ada@example.test', password: 'correct horse battery' }
    const locked = stage.concord.auth.login(credentials)
    await expect(locked).rejects.toMatchObject({ status: 423, code: 'account_locked', retryAfterMs: 60_000 })
    await stage.advance(60)
    await expect(stage.concord.auth.login(credentials)).rejects.toEqual(failing('invalid_credentials'))
  },
  'auth.link-expired': async (stage) => {
    await stage.on()
    await expect(stage.followLink()).rejects.toEqual(failing('magic_link_expired'))
    expect(await stage.followLink()).toMatchObject({ token_type: 'bearer' })
  },
  'auth.link-used-twice': async (stage) => {
    await stage.on()
    await expect(stage.followLink()).rejects.toEqual(failing('magic_link_used'))
    expect(await stage.followLink()).toMatchObject({ token_type: 'bearer' })
  },
  'auth.oauth-denied': async (stage) => {
    await stage.on({ provider: 'google' })
    expect(await stage.consent('google')).toMatchObject({ status: 400, json: { code: 'oauth_denied' } })
    expect(await stage.consent('facebook')).toMatchObject({ status: 200 })
  },
  'auth.mail-down': async (stage) => {
    await stage.on()
    const asked = stage.concord.auth.requestMagicLink({ email: 'ada@example.test' })
    await expect(asked).rejects.toEqual(failing('email_unavailable'))
  },
}
