import { z } from 'zod'
import { html, webPage } from './html.ts'
import { type Route, route } from './route.ts'

/** What the token of each link is for. */
const links = {
  'magic-link': {
    title: 'Your sign-in link',
    path: '/api/v1/auth/verify-magic-link',
    call: 'concord.auth.verifyMagicLink({ token })',
    more: '',
    does: 'It signs in, once and within 15 minutes.',
  },
  'reset-password': {
    title: 'Choose a new password',
    path: '/api/v1/auth/reset-password',
    call: "concord.auth.resetPassword({ token, password: '…' })",
    more: ',"password":"new horse battery staple"',
    does: 'It sets a new password, once and within an hour.',
  },
  'verify-email': {
    title: 'Confirm your e-mail address',
    path: '/api/v1/auth/verify-email',
    call: 'concord.auth.verifyEmail({ token })',
    more: '',
    does: 'It confirms the address, once and within 24 hours.',
  },
} as const

const names = Object.keys(links) as (keyof typeof links)[]

/** Where the links of mails lead while there is no frontend to open them. */
export const linkRoutes: readonly Route[] = [
  route({
    id: 'link.show',
    method: 'get',
    path: '/links/{link}',
    tag: 'console',
    summary: 'What to do with the token of a link that was mailed',
    params: z.object({ link: z.enum(names) }),
    // It stands in a command line that people copy.
    query: z.object({ token: z.string().regex(/^[\w-]+$/, 'is no token of a link') }),
    problems: [422],
    handle({ request }, { params, query }) {
      const { title, path, call, more, does } = links[params.link]
      const body = `{"token":"${query.token}"${more}}`
      return webPage(
        title,
        html`<h1>${title}</h1>
<p>This link is for your frontend, which takes the token out of the address. The sandbox plays the backend and has no page behind it.</p>
<p>The token: <code>${query.token}</code></p>
<p>${does} In your frontend:</p>
<pre><code>await ${call}</code></pre>
<p>By hand:</p>
<pre><code>curl ${request.origin}${path} -H 'content-type: application/json' -d '${body}'</code></pre>
<p><a href="${request.origin}/__sandbox/inbox">Inbox</a> · <a href="${request.origin}/__sandbox">Console</a></p>`,
      )
    },
  }),
]
