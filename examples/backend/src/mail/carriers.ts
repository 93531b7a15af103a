import { createTransport } from 'nodemailer'
import type { Settings } from '../settings.ts'
import type { Words } from './templates.ts'

/** A mail as it is handed over. */
export interface Letter extends Words {
  readonly from: string
  readonly to: string
}

/** Whoever takes mails. */
export interface Carrier {
  /** Rejects when the mail was not taken. */
  take(letter: Letter): Promise<void>
  /** Rejects when nobody is there. */
  check(): Promise<void>
}

const patience = 5_000

/** A mail server where there is one, else the inbox of the sandbox. */
export const carrierFor = ({ smtpUrl, providersUrl }: Settings): Carrier =>
  smtpUrl === undefined ? sandboxInbox(providersUrl) : mailServer(smtpUrl)

function mailServer(url: string): Carrier {
  const transport = createTransport({ url, connectionTimeout: patience, greetingTimeout: patience })
  return {
    async take(letter) {
      await transport.sendMail({ ...letter })
    },
    async check() {
      await transport.verify()
    },
  }
}

function sandboxInbox(sandboxUrl: string): Carrier {
  const inbox = `${sandboxUrl}/__sandbox/inbox`
  const ask = async (url: string, body?: Letter): Promise<void> => {
    const answer = await fetch(url, {
      ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience),
    })
    if (!answer.ok) throw new Error(`The sandbox answers ${answer.status}: ${await answer.text()}`)
  }
  return { take: (letter) => ask(inbox, letter), check: () => ask(`${inbox}?to=nobody`) }
}
