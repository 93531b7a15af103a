import nodemailer from 'nodemailer'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { switchOn } from '../../scenarios/catalogue.ts'
import { type RunningServer, startServer } from '../server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ port: 0, smtpPort: 0, paused: true })
})
afterAll(() => server.close())
beforeEach(() => server.controls().world.reset())

const transport = (auth?: { user: string; pass: string }) =>
  nodemailer.createTransport({ host: '127.0.0.1', port: server.smtp?.port ?? 0, ...(auth && { auth }) })

async function inbox(world = 'default'): Promise<Record<string, unknown>[]> {
  const response = await fetch(`${server.url}/~${world}/__sandbox/inbox`)
  return ((await response.json()) as { items: Record<string, unknown>[] }).items
}

const mail = {
  from: 'Shop <shop@example.test>',
  to: 'ada@example.test',
  subject: 'Grüße',
  text: 'See http://a.test/1 now.',
}

describe('what nodemailer sends', () => {
  test('plain text lands in the inbox, with its links', async () => {
    const sent = await transport().sendMail(mail)
    expect(sent.accepted).toEqual(['ada@example.test'])
    const { from: _, ...known } = mail
    expect(await inbox()).toMatchObject([{ ...known, from: 'shop@example.test', html: '', links: ['http://a.test/1'] }])
    expect(sent.response).toContain(String((await inbox())[0]?.id))
  })

  test('HTML and attachments', async () => {
    await transport().sendMail({
      ...mail,
      html: '<p><a href="http://a.test/2">Read</a></p>',
      attachments: [{ filename: 'bees.pdf', content: Buffer.from('%PDF-1.7') }],
    })
    const [item] = await inbox()
    expect(item).toMatchObject({ links: ['http://a.test/1', 'http://a.test/2'] })
    expect(item?.html).toContain('Read')
    expect(item?.text).toBe('See http://a.test/1 now.\n[attachment: bees.pdf]')
  })

  test('each recipient has a mail, the blind ones too', async () => {
    await transport().sendMail({ ...mail, cc: 'bob@example.test', bcc: 'eve@example.test' })
    expect((await inbox()).map(({ to }) => to).sort()).toEqual([
      'ada@example.test',
      'bob@example.test',
      'eve@example.test',
    ])
  })

  test.each([
    ['the user name', { user: 'blue', pass: 'any' }, 'ada@example.test', 'blue', 'ada@example.test'],
    ["the recipient's tag", undefined, 'ada+~green@example.test', 'green', 'ada@example.test'],
    ['the tag before the user name', { user: 'blue', pass: 'any' }, 'ada+~red@example.test', 'red', 'ada@example.test'],
    [
      'neither: a user name that is an address',
      { user: 'a@b.test', pass: 'x' },
      'ada+x@e.test',
      'default',
      'ada+x@e.test',
    ],
  ])('goes to the world of %s', async (_what, auth, to, world, received) => {
    server.controls(world).world.reset()
    await transport(auth).sendMail({ ...mail, to })
    expect(await inbox(world)).toMatchObject([{ to: received }])
  })
})

test('a mail server that is down refuses for now, and takes mail again later', async () => {
  const { world } = server.controls()
  switchOn(world, 'auth.mail-down')
  await expect(transport().sendMail(mail)).rejects.toMatchObject({ responseCode: 451, command: 'DATA' })
  expect(await inbox()).toEqual([])
  world.faults.removeScenario('auth.mail-down')
  await transport().sendMail(mail)
  expect(await inbox()).toHaveLength(1)
})

test('a port that is taken keeps the sandbox from starting, and says which option to change', async () => {
  const port = server.smtp?.port ?? 0
  await expect(startServer({ port: 0, smtpPort: port })).rejects.toThrow(`choose another with --smtp-port ${port + 1}`)
})
