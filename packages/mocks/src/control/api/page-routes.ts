import { z } from 'zod'
import { grantConsent } from '../../platform/accounts/auth-oauth.ts'
import { returnAddress } from '../../providers/stripe-machine.ts'
import { ControlProblem } from '../control-problem.ts'
import { scenariosOf } from '../scenario-controls.ts'
import { defaultWorld } from '../worlds.ts'
import { html, webPage } from './html.ts'
import { type ControlContext, RawReply, type Route, route } from './route.ts'

const newestShown = 20

/** What a person looks at in a browser. */
export const pageRoutes: readonly Route[] = [
  route({
    id: 'console.show',
    method: 'get',
    path: '/',
    tag: 'console',
    summary: 'Look at this world',
    handle: (context) => webPage('Sandbox', overview(context)),
  }),
  route({
    id: 'consent.show',
    method: 'get',
    path: '/consent/{provider}',
    tag: 'console',
    summary: "An identity provider's consent page",
    params: z.object({ provider: z.enum(['google', 'apple', 'facebook']) }),
    query: z.looseObject({ state: z.string().default(''), redirect_uri: z.string().default('') }),
    problems: [422],
    handle: (_context, { params, query }) =>
      webPage(`Sign in with ${params.provider}`, consent(params.provider, query)),
  }),
  route({
    id: 'consent.answer',
    method: 'get',
    path: '/consent/{provider}/answer',
    tag: 'console',
    summary: 'Agree on a consent page, or refuse',
    params: z.object({ provider: z.enum(['google', 'apple', 'facebook']) }),
    query: z.object({
      state: z.string(),
      redirect_uri: z.url({ protocol: /^https?$/ }),
      email: z.email().optional(),
      answer: z.enum(['agree', 'deny']),
    }),
    problems: [404, 422],
    handle({ controls }, { params, query }) {
      // Apple sends a form where the others redirect.
      const goBack = params.provider === 'apple' ? postBack : redirect
      if (query.answer === 'deny') return goBack(query.redirect_uri, { error: 'access_denied', state: query.state })
      const granted = grantConsent(controls.world, query.state, query.email ?? 'ada@example.test')
      if (granted !== undefined) return goBack(granted.redirect_uri, { code: granted.code, state: granted.state })
      const detail = 'This sign-in was not started in this world, or the world was reset since. Start it again.'
      throw new ControlProblem(404, 'sign_in_not_found', 'No such sign-in', detail)
    },
  }),
  route({
    id: 'authentication.show',
    method: 'get',
    path: '/payments/{payment_intent_id}/authenticate',
    tag: 'console',
    summary: "The page of a bank that asks its card's holder about a payment",
    params: z.object({ payment_intent_id: z.string().min(1) }),
    problems: [422],
    handle: () => webPage('Your bank', question()),
  }),
  route({
    id: 'authentication.answer',
    method: 'get',
    path: '/payments/{payment_intent_id}/authenticate/answer',
    tag: 'console',
    summary: "Answer the bank's question and go back to the shop",
    params: z.object({ payment_intent_id: z.string().min(1) }),
    query: z.object({ answer: z.enum(['agree', 'deny']) }),
    problems: [404, 409, 422],
    async handle({ controls }, { params, query }) {
      const back = returnAddress(controls.world, params.payment_intent_id)
      const { status } = await controls.authenticate(params.payment_intent_id, query.answer === 'agree')
      if (back !== undefined)
        return redirect(back, { payment_intent: params.payment_intent_id, redirect_status: status })
      return webPage(
        'Your bank',
        html`<h1>Done</h1><p>The payment is now <code>${status}</code>. You can close this page.</p>`,
      )
    },
  }),
]

function overview({ controls, worlds, request }: ControlContext) {
  const { world } = controls
  const { now, speed, paused } = controls.clock.view
  // Links keep to the world that the page was asked for by its path.
  const base = `${request.origin}/__sandbox`
  const happened = world.timeline.items.slice(-newestShown).toReversed()
  return html`<h1>Sandbox</h1>
<p>World <strong>${world.name}</strong>, seed ${world.seed}. Its clock says <code>${now}</code> and ${paused ? 'stands still' : `runs at ${speed} ×`}.
<button data-post="${base}/clock/advance" data-body='{"seconds":600}'>10 minutes later</button>
<button data-post="${base}/reset">Reset</button></p>
<p><a href="${base}/inbox">Inbox</a> (${controls.effects.mail.list().length}) ·
<a href="${base}/timeline">Timeline</a> (${world.timeline.items.length}) ·
<a href="${base}/webhooks">Webhooks</a> (${controls.effects.webhooks.deliveries.length}) ·
<a href="${base}/faults">Fault rules</a> (${world.faults.all.length}) ·
<a href="${base}/provider-states">Provider states</a> ·
<a href="${base}/openapi.json">This control API as OpenAPI</a></p>

<h2>What can go wrong</h2>
<table>${[...scenariosOf(controls).list()].map(
    ({
      name,
      description,
      active,
    }) => html`<tr><td><code class="${active ? 'on' : ''}">${name}</code></td><td>${description}</td>
<td><button data-${active ? 'delete' : 'put'}="${base}/scenarios/${name}">${active ? 'Switch off' : 'Switch on'}</button></td></tr>`,
  )}</table>

<h2>What happened last</h2>
<table>${happened.map(
    ({ seq, at, kind, ...rest }) =>
      html`<tr><td>${seq}</td><td><code>${at}</code></td><td>${kind}</td><td><code>${shortened(JSON.stringify(rest))}</code></td></tr>`,
  )}</table>

<h2>Worlds</h2>
<p>${worlds.names.map((name) => html`<a href="${name === defaultWorld ? '' : `/~${name}`}/__sandbox">${name}</a> `)}</p>
<p class="muted">A world is made when it is first used: send <code>X-Sandbox-World: NAME</code>, or begin the path with <code>/~NAME</code>.</p>
<script>
document.addEventListener('click', async ({ target }) => {
  const method = ['post', 'put', 'delete'].find((name) => target.dataset?.[name])
  if (!method) return
  target.disabled = true
  await fetch(target.dataset[method], { method: method.toUpperCase(), headers: { 'content-type': 'application/json' }, body: target.dataset.body ?? (method === 'delete' ? undefined : '{}') })
  location.reload()
})
</script>`
}

function consent(provider: string, query: { readonly state: string; readonly redirect_uri: string }) {
  return html`<h1>Sign in with ${provider}</h1>
<p>The sandbox plays ${provider}. Whoever you say you are here is who signs in.</p>
<form action="${provider}/answer" method="get">
<input type="hidden" name="state" value="${query.state}"><input type="hidden" name="redirect_uri" value="${query.redirect_uri}">
<p><label>E-mail address <input name="email" type="email" value="ada@example.test" required></label></p>
<p><button name="answer" value="agree">Agree</button> <button name="answer" value="deny">Refuse</button></p>
</form>`
}

function question() {
  return html`<h1>Do you want to pay?</h1>
<p>The sandbox plays the bank of a card that needs its holder.</p>
<form action="authenticate/answer" method="get">
<p><button name="answer" value="agree">Yes</button> <button name="answer" value="deny">No</button></p>
</form>`
}

function redirect(address: string, answer: Readonly<Record<string, string>>): RawReply {
  const location = `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams(answer)}`
  return new RawReply({ status: 302, headers: { location } })
}

function postBack(address: string, answer: Readonly<Record<string, string>>): RawReply {
  const fields = Object.entries(answer).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return webPage(
    'Signing in',
    html`<form action="${address}" method="post">${fields}<button>Go on</button></form>
<script>document.forms[0].submit()</script>`,
  )
}

function shortened(text: string): string {
  return text.length > 160 ? `${text.slice(0, 159)}…` : text
}
