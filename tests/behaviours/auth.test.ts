import { enumerationBehaviours } from '../../packages/contracts/src/behaviours/auth/enumeration.ts'
import { authLimitBehaviours } from '../../packages/contracts/src/behaviours/auth/limits.ts'
import { linkBehaviours } from '../../packages/contracts/src/behaviours/auth/links.ts'
import { lockOutBehaviours } from '../../packages/contracts/src/behaviours/auth/lock-out.ts'
import { tokenBehaviours } from '../../packages/contracts/src/behaviours/auth/tokens.ts'
import { answer, type Fault, type Given, jsonOf, onAnswer, onRequest, problem, withJson } from './faulty-backend.ts'
import { holdAgainstFaults } from './theatre.ts'

const login = /\/auth\/login$/
const refresh = /\/auth\/refresh$/

/** Gives the first answer of an operation again for the same body, whatever has happened since. */
const remembers =
  (path: RegExp): (() => Fault) =>
  () => {
    const known = new Map<string, Promise<Given>>()
    return onRequest('POST', path, async (asked, forward) => {
      const body = asked.body.toString()
      const first = known.get(body) ?? forward(asked)
      known.set(body, first)
      return first
    })
  }

/** Lets an operation go as if it had, and does nothing. */
const pretends =
  (path: RegExp, status = 204): (() => Fault) =>
  () =>
    onRequest('POST', path, async () => answer(status))

holdAgainstFaults(
  [...tokenBehaviours, ...linkBehaviours, ...enumerationBehaviours, ...lockOutBehaviours, ...authLimitBehaviours],
  [
    {
      behaviour: 'refresh-rotation',
      fault: 'a refresh gives the old refresh token back',
      make: () =>
        onAnswer('POST', refresh, (given, asked) =>
          withJson(given, (body) => ({ ...body, refresh_token: jsonOf(asked).refresh_token })),
        ),
      says: 'A refresh gives back the refresh token that it took: it is not rotated.',
    },
    {
      behaviour: 'refresh-reuse',
      fault: 'a refresh token works twice',
      make: remembers(refresh),
      says: /^auth\.refresh answers 200 .* instead of 401 refresh_token_reused to a refresh token that was used before\.$/,
    },
    {
      behaviour: 'refresh-reuse',
      fault: 'a reused token is refused, and its family lives on',
      make: () => {
        const used = new Set<unknown>()
        return onRequest('POST', refresh, async (asked, forward) => {
          const { refresh_token } = jsonOf(asked)
          if (used.has(refresh_token)) return problem(401, 'refresh_token_reused')
          used.add(refresh_token)
          return forward(asked)
        })
      },
      says: 'a thief who was quicker keeps the session',
    },
    {
      behaviour: 'refresh-race',
      fault: 'refreshes at the same time do not see each other',
      make: remembers(refresh),
      says: '4 of 4 concurrent refreshes with one token succeeded.',
    },
    {
      behaviour: 'token-kinds',
      fault: 'any token that is signed opens everything',
      make: () => onAnswer('GET', /\/users\/me$/, (given) => (given.status === 401 ? answer(200, { id: 1 }) : given)),
      says: 'users.me answers 200 {"id":1} instead of 401 to a token that is a refresh token.',
    },
    {
      behaviour: 'token-claims',
      fault: 'an access token lives a day',
      make: () =>
        onAnswer('POST', refresh, (given) =>
          withJson(given, (body) => {
            const [head, claims, signature] = String(body.access_token).split('.')
            const said = JSON.parse(Buffer.from(claims ?? '', 'base64url').toString())
            const longer = Buffer.from(JSON.stringify({ ...said, exp: said.iat + 86_400 })).toString('base64url')
            return { ...body, access_token: [head, longer, signature].join('.') }
          }),
        ),
      says: 'The access token lives 86400 s instead of 1800 s.',
    },
    {
      behaviour: 'logout',
      fault: 'a logout does nothing',
      make: pretends(/\/auth\/logout$/),
      says: /^users\.me answers 200 .* instead of 401 to a token after a logout\.$/,
    },
    {
      behaviour: 'logout-own',
      fault: 'a logout ends the sign-in of whoever the refresh token belongs to',
      make: () => {
        let victim = ''
        let signedOut = false
        return async (asked, forward) => {
          if (asked.path.endsWith('/auth/logout')) {
            signedOut = true
            victim = String(jsonOf(asked).refresh_token)
          }
          const lost = signedOut && asked.path.endsWith('/auth/refresh') && jsonOf(asked).refresh_token === victim
          return lost ? problem(401, 'refresh_token_invalid') : forward(asked)
        }
      },
      says: /instead of 200 after somebody else signed out with this refresh token\.$/,
    },
    {
      behaviour: 'magic-link-once',
      fault: 'a link works as often as it is clicked',
      make: remembers(/\/auth\/verify-magic-link$/),
      says: /instead of 400 magic_link_used to a sign-in link that was used before\.$/,
    },
    {
      behaviour: 'magic-link-race',
      fault: 'clicks at the same time do not see each other',
      make: remembers(/\/auth\/verify-magic-link$/),
      says: '4 of 4 concurrent calls of auth.verifyMagicLink were taken instead of one.',
    },
    {
      behaviour: 'reset-link-once',
      fault: 'a reset link can be used again',
      make: () => onAnswer('POST', /\/auth\/reset-password$/, (given) => (given.status === 400 ? answer(204) : given)),
      says: /^auth\.resetPassword answers 204 instead of 400 reset_token_used/,
    },
    {
      behaviour: 'reset-link-once',
      fault: 'whoever was signed in before the password was reset stays so',
      make: () => {
        let me: Given | undefined
        return onAnswer('GET', /\/users\/me$/, (given) => {
          me ??= given
          return me
        })
      },
      says: /instead of 401 to a token of before the password was reset\.$/,
    },
    {
      behaviour: 'email-verification-once',
      fault: 'a verification token works again and again',
      make: pretends(/\/auth\/verify-email$/),
      says: 'auth.verifyEmail answers 204 instead of 400 verification_token_used',
    },
    {
      behaviour: 'oauth-state-once',
      fault: 'the state is not looked at',
      make: () =>
        onRequest('GET', /\/auth\/google\/callback/, async (asked, forward) => {
          const given = await forward(asked)
          return given.status === 400 ? answer(200, { access_token: 'a', refresh_token: 'b' }) : given
        }),
      says: /instead of 400 oauth_state_invalid to a state that nobody gave out\.$/,
    },
    {
      behaviour: 'register-once',
      fault: 'addresses in capitals are other addresses',
      make: () =>
        onRequest('POST', /\/auth\/register$/, async (asked, forward) =>
          /[A-Z]@/.test(String(jsonOf(asked).email)) ? answer(201, { id: 99 }) : forward(asked),
        ),
      says: /instead of 409 email_taken to the same address in capitals\.$/,
    },
    {
      behaviour: 'register-once',
      fault: 'registrations at the same time do not see each other',
      make: () => {
        const running = new Map<string, Promise<Given>>()
        return onRequest('POST', /\/auth\/register$/, (asked, forward) => {
          const body = asked.body.toString()
          const first = running.get(body) ?? forward(asked)
          running.set(body, first)
          // Only those that come while the first is under way share its success.
          void first.then(() => setTimeout(() => running.delete(body), 20))
          return first
        })
      },
      says: /^[234] of 4 concurrent calls of auth\.register were taken instead of one\.$/,
    },
    {
      behaviour: 'no-user-enumeration-login',
      fault: 'an unknown address is told so',
      make: () =>
        onAnswer('POST', login, (given, asked) =>
          String(jsonOf(asked).email).startsWith('newcomer') ? problem(401, 'unknown_user') : given,
        ),
      says: 'The body of login 1 with a wrong password tells whether the address has an account.',
    },
    {
      behaviour: 'no-user-enumeration-login',
      fault: 'only addresses with an account are locked',
      make: () =>
        onAnswer('POST', login, (given, asked) =>
          given.status === 423 && String(jsonOf(asked).email).startsWith('newcomer')
            ? problem(401, 'invalid_credentials')
            : given,
        ),
      says: 'The status of login 6 with a wrong password tells whether the address has an account.',
    },
    {
      behaviour: 'no-user-enumeration-magic-link',
      fault: 'an unknown address gets no link, and is told so',
      make: () =>
        onAnswer('POST', /\/auth\/magic-link$/, (given, asked) =>
          String(jsonOf(asked).email).startsWith('newcomer') ? problem(404, 'user_not_found') : given,
        ),
      says: 'The status of auth.requestMagicLink tells whether the address has an account.',
    },
    {
      behaviour: 'no-user-enumeration-forgot-password',
      fault: 'only a known address meets the mail that is down',
      make: () =>
        onAnswer('POST', /\/auth\/forgot-password$/, (given, asked) =>
          String(jsonOf(asked).email).startsWith('newcomer') && given.status === 503
            ? answer(202, { message: 'On its way.' })
            : given,
        ),
      says: 'The status of auth.forgotPassword while no mail can be sent tells whether the address has an account.',
    },
    {
      behaviour: 'lock-out',
      fault: 'nobody is ever locked out',
      make: () =>
        onAnswer('POST', login, (given) => (given.status === 423 ? answer(200, { access_token: 'a' }) : given)),
      says: /instead of 423 account_locked to the right password of an account that five wrong ones locked\.$/,
    },
    {
      behaviour: 'lock-out',
      fault: 'nobody is told for how long',
      make: () =>
        onAnswer('POST', login, ({ headers: { 'retry-after': _gone, ...headers }, ...given }) => ({
          ...given,
          headers,
        })),
      says: 'auth.login answers 423 without Retry-After.',
    },
    {
      behaviour: 'lock-out-race',
      fault: 'guesses at the same time do not see each other',
      make: () =>
        onAnswer('POST', login, (given) => problem(given.status === 423 ? 401 : given.status, 'invalid_credentials')),
      says: '10 of 10 concurrent wrong passwords were weighed, and the fifth locks the account.',
    },
    {
      behaviour: 'lock-out-race',
      fault: 'a burst of guesses locks nothing',
      make: () => {
        let logins = 0
        return onAnswer('POST', login, (given) => {
          logins += 1
          return logins > 10 ? answer(200, { access_token: 'a' }) : given
        })
      },
      says: /instead of 423 account_locked to the right password of an account that five wrong ones locked\.$/,
    },
    {
      behaviour: 'lock-out-race',
      fault: 'a burst of guesses breaks it',
      make: () => onAnswer('POST', login, (given) => (given.status === 423 ? answer(500, {}) : given)),
      says: 'auth.login answers 500 {} instead of 401 invalid_credentials to one of 10 concurrent wrong passwords.',
    },
    {
      behaviour: 'lock-out-in-a-row',
      fault: 'three wrong passwords lock the account',
      make: () => {
        let wrong = 0
        return onAnswer('POST', login, (given) => {
          wrong += given.status === 401 ? 1 : 0
          return wrong > 3 ? problem(423, 'account_locked') : given
        })
      },
      says: /^auth\.login answers 423 .* instead of 401 invalid_credentials to wrong password 4\.$/,
    },
    {
      behaviour: 'auth-rate-limit',
      fault: 'nobody counts',
      make: () =>
        onAnswer('POST', login, (given) => (given.status === 429 ? problem(401, 'invalid_credentials') : given)),
      says: /instead of 429 rate_limited to the sixth request of a minute\.$/,
    },
    {
      behaviour: 'auth-rate-limit',
      fault: 'what is left is always the same',
      make: () =>
        onAnswer('POST', login, (given) => ({ ...given, headers: { ...given.headers, 'ratelimit-remaining': '4' } })),
      says: 'RateLimit-Remaining of auth.login is 4 instead of 3.',
    },
    {
      behaviour: 'rate-limit-fails-open',
      fault: 'without the store of the limits nobody passes',
      make: () => {
        let requests = 0
        return onAnswer('POST', login, (given) => {
          requests += 1
          return requests > 5 ? answer(500, {}) : given
        })
      },
      says: 'auth.login answers 500 {} instead of 401 to request 6 while the store of the limits is down.',
    },
  ],
)
