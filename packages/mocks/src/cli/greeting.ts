import type { RunningServer } from '../adapters/server.ts'

/** What the greeting tells. */
export interface Greeting {
  readonly url: string
  readonly stripe?: RunningServer['stripe']
  readonly smtp?: RunningServer['smtp']
  readonly seed: number
  readonly speed: number
  readonly user: { readonly email: string; readonly access_token: string }
}

/** What a person sees when the sandbox is ready: where it is, who they are, and what to try. */
export function greeting({ url, stripe, smtp, seed, speed, user }: Greeting, color: boolean): string {
  const bold = (text: string) => (color ? `\u001b[1m${text}\u001b[22m` : text)
  const dim = (text: string) => (color ? `\u001b[2m${text}\u001b[22m` : text)
  const control = `${url}/__sandbox`
  const ports = [
    ...(stripe === undefined
      ? []
      : [`  Stripe     ${'url' in stripe ? bold(stripe.url) : `only at ${url}/providers/stripe: ${stripe.reason}`}\n`]),
    ...(smtp === undefined ? [] : [`  Mail       ${bold(smtp.url)}\n`]),
  ].join('')
  const json = "-H 'content-type: application/json'"
  return `
  ${bold('The sandbox is ready.')}  ${dim(`seed ${seed}, speed ${speed} ×, in memory; Ctrl-C ends it`)}

  API        ${bold(url)}
  Console    ${bold(control)}
${ports}  Test user  ${bold(user.email)}  ${dim('signed in for half an hour:')}

    export TOKEN=${user.access_token}
    curl -H "authorization: Bearer $TOKEN" ${url}/api/v1/users/me

  ${bold('Try next')}
    order a document    curl -H "authorization: Bearer $TOKEN" ${json} ${url}/api/v1/documents \\
                          -d '{"title":"Bees","topic":"Pollination","target_pages":20,"language":"en"}'
    read the mail       curl ${control}/inbox
    25 minutes later    curl ${json} ${control}/clock/advance -d '{"seconds":1500}'
    send webhooks twice curl -X PUT ${control}/scenarios/webhooks.duplicate
    see what happened   curl ${control}/timeline
`
}
