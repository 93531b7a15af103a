import { noteForeignUse } from '../../engine/idempotency.ts'
import { issueTokens } from '../../platform/accounts/sessions.ts'
import { createApiKey, setFlag } from '../../platform/admin/admin-settings.ts'
import { ControlProblem } from '../control-problem.ts'
import { scenariosOf } from '../scenario-controls.ts'
import { type StateSetups, textParam } from './state.ts'

/** What the catalogue of states says of one without a name. */
const defaultScenario = 'webhooks.duplicate'

/** What stands around the users: limits, keys, settings, and what is down. */
export const platformStates: StateSetups = {
  'the rate limit is used up': ({ controls }) => {
    scenariosOf(controls).switchOn('infrastructure.rate-limited', { remaining: 0 })
    return {}
  },

  'a used idempotency key': (context, params) => {
    const { world } = context
    const key = `used-${world.random('provider-states').token(12)}`
    const operation = { face: 'platform', id: textParam(params, 'operation') ?? '' }
    // Public operations know no caller; the key is used up for them and for the signed-in user alike.
    noteForeignUse(world, operation, key, undefined)
    noteForeignUse(world, operation, key, context.user().id)
    return { idempotency_key: key }
  },

  'the file storage is down': ({ controls }) => {
    scenariosOf(controls).switchOn('infrastructure.storage-down')
    return {}
  },

  'the mail service is down': ({ controls }) => {
    scenariosOf(controls).switchOn('auth.mail-down')
    return {}
  },

  'the payment provider is down': ({ controls }) => {
    scenariosOf(controls).switchOn('payments.provider-down')
    return {}
  },

  'a dependency is down': ({ controls }, params) => {
    const dependency = textParam(params, 'dependency') ?? 'redis'
    if (dependency === 'email') scenariosOf(controls).switchOn('auth.mail-down')
    // Limits count in redis, so without it nobody is limited.
    else if (dependency === 'redis') scenariosOf(controls).switchOn('infrastructure.redis-down')
    else scenariosOf(controls).switchOn('infrastructure.dependency-down', { dependency })
    return {}
  },

  'a scenario': ({ controls }, params) => {
    const { name = defaultScenario, options = {} } = params
    try {
      scenariosOf(controls).switchOn(String(name), options as Record<string, unknown>)
    } catch (error) {
      // The state exists; what is wrong is what it was asked to be.
      if (!(error instanceof ControlProblem)) throw error
      const { message, errors, extra } = error
      const more = { extra, ...(errors && { errors }) }
      throw new ControlProblem(422, 'provider_state_params_invalid', 'Parameters not valid', message, more)
    }
    return {}
  },

  'a user who opens a socket': (context) => {
    const user = context.user()
    return { user_id: user.id, token: issueTokens(context.world, user).access_token }
  },

  'the quality checks are down': ({ world }) => {
    for (const provider of ['languagetool', 'copyscape', 'gptzero', 'originality']) {
      world.faults.add({
        match: { on: 'provider', provider },
        when: { kind: 'always' },
        effect: { kind: 'problem', status: 503 },
      })
    }
    return {}
  },

  'a feature flag': ({ world }, params) => {
    setFlag(world, 'long_documents', params.enabled === true)
    return { flag_key: 'long_documents' }
  },

  'an email template': () => ({ template_key: 'refund_approved' }),

  'an API key': ({ world }) => ({ api_key_id: createApiKey(world, 'Reporting', null).key.id }),
}
