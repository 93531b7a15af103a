import { expect, test } from 'vitest'
import { createSandbox } from '../../adapters/in-process.ts'

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const email = 'ada@example.test'
const json = { 'content-type': 'application/json' }

async function sandboxWithMail(path: string, body: object) {
  const sandbox = createSandbox()
  await sandbox.signIn(email)
  await sandbox.fetch(path, { method: 'POST', headers: json, body: JSON.stringify(body) })
  const [mail] = sandbox.controls.effects.mail.list()
  return { sandbox, link: mail?.links[0] ?? '' }
}

test.for([
  ['magic link', '/api/v1/auth/magic-link', { email }, 200],
  ['link for a new password', '/api/v1/auth/forgot-password', { email }, 204],
  [
    'link that confirms an address',
    '/api/v1/auth/register',
    { email: 'grace@example.test', password: 'correct horse battery', name: 'Grace' },
    204,
  ],
] as const)(
  'a %s, opened where there is no frontend, says what to do with its token',
  async ([, path, body, status]) => {
    const { sandbox, link } = await sandboxWithMail(path, body)
    const response = await sandbox.fetch(link, { headers: browser })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    const page = (await response.text()).replaceAll('&#34;', '"').replaceAll('&#39;', "'")
    expect(page).toContain(new URL(link).searchParams.get('token'))
    // What it says does what it says.
    const [, address = '', data = ''] = /curl (\S+) .* -d '(.*)'/.exec(page) ?? []
    const done = await sandbox.fetch(address, { method: 'POST', headers: json, body: data })
    expect(done.status).toBe(status)
  },
)

test('the link of another world stays in it', async () => {
  const sandbox = createSandbox()
  const response = await sandbox.fetch('/~blue/auth/magic-link?token=ml_1', { headers: browser })
  expect(response.url).toBe(`${sandbox.origin}/~blue/__sandbox/links/magic-link?token=ml_1`)
  expect(await response.text()).toContain(`${sandbox.origin}/~blue/api/v1/auth/verify-magic-link`)
})

test.for([
  ['a program that opens it', '/auth/magic-link?token=ml_1', { accept: 'application/json' }, 404],
  ['a link without a token', '/auth/magic-link', browser, 422],
  ['a token that is none', "/auth/magic-link?token=';rm -rf ~;'", browser, 422],
  ['a link that no mail has', '/auth/unheard-of?token=x', browser, 404],
] as const)('%s gets a problem', async ([, path, headers, status]) => {
  const response = await createSandbox().fetch(path, { headers })
  expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/problem+json'])
})

test.for([
  ['/', '/__sandbox'],
  ['/~blue/', '/~blue/__sandbox'],
  ['/~blue', '/~blue/__sandbox'],
] as const)('a browser that opens %s is led to the console', async ([path, console]) => {
  const sandbox = createSandbox()
  const response = await sandbox.fetch(path, { headers: browser, redirect: 'manual' })
  expect([response.status, response.headers.get('location')]).toEqual([302, `${sandbox.origin}${console}`])
  expect((await sandbox.fetch(path)).status).toBe(404)
})
