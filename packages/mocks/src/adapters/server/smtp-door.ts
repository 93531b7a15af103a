import type { AddressInfo } from 'node:net'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { defaultWorld, isWorldName, type WorldDirectory } from '../../control/worlds.ts'
import { effectsOf } from '../../engine/effects-of.ts'
import { MailUnavailable } from '../../engine/mailbox.ts'

/** A mail server whose mails end in the inboxes of the worlds. */
export interface SmtpDoor {
  readonly port: number
  close(): Promise<void>
}

/** The most bytes that a mail may have. */
const largest = 25 * 1_048_576

/**
 * Opens a port that speaks SMTP. Any password is good. The world is the part behind `+` of the first recipient
 * (`ada+blue@example.test`) if it begins with `~` (`ada+~blue@…`), else the user name, else the default one.
 *
 * @throws the error of the port when it cannot be had
 */
export async function openSmtpDoor(
  worlds: WorldDirectory,
  { port, host, onFault }: { readonly port: number; readonly host: string; readonly onFault: (error: unknown) => void },
): Promise<SmtpDoor> {
  const [{ SMTPServer }, { default: PostalMime }] = await Promise.all([import('smtp-server'), import('postal-mime')])

  const deliver = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> => {
    const raw = await bytesOf(stream)
    if (stream.sizeExceeded) throw refusal(552, `A mail has at most ${largest} bytes here`)
    const mail = await PostalMime.parse(raw)
    const { mailFrom, rcptTo } = session.envelope
    const from = mail.from?.address ?? (mailFrom === false ? '' : mailFrom.address)
    const { text = '', html = '', subject = '' } = mail
    const attachments = mail.attachments.map(({ filename, mimeType }) => filename ?? mimeType)
    const ids: string[] = []
    for (const { address } of rcptTo) {
      const { world } = worlds.controls(worldOf(address, session.user))
      const { id } = effectsOf(world).mail.send({
        to: withoutWorld(address),
        ...(from !== '' && { from }),
        subject,
        text: [text.trimEnd(), ...attachments.map((name) => `[attachment: ${name}]`)].filter(Boolean).join('\n'),
        html,
      })
      ids.push(id)
    }
    return `Taken as ${ids.join(', ')}`
  }

  const server = new SMTPServer({
    banner: 'Concord sandbox',
    size: largest,
    authOptional: true,
    allowInsecureAuth: true,
    // Its certificate would be nobody's: a client that insists on one could not believe it.
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onAuth: ({ username = '' }, _session, callback) => callback(null, { user: username }),
    onData: (stream, session, callback) => {
      deliver(stream, session).then(
        (message) => callback(null, message),
        (error: unknown) => {
          const known = error instanceof MailUnavailable || (error instanceof Error && 'responseCode' in error)
          if (!known) onFault(error)
          callback(
            error instanceof MailUnavailable
              ? refusal(451, 'The mail server is down: try again later')
              : asError(error),
          )
        },
      )
    },
  })
  // A client that goes away in the middle of a mail is no fault of anybody here.
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      server.on('error', () => {})
      resolve()
    })
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const tag = /\+~([^@]*)@/

function worldOf(recipient: string, user: unknown): string {
  const [, named] = tag.exec(recipient) ?? []
  const name = named ?? (typeof user === 'string' ? user : '')
  return isWorldName(name) ? name : defaultWorld
}

/** Whom the mail is for once the world is known. */
const withoutWorld = (recipient: string): string => recipient.replace(tag, '@')

async function bytesOf(stream: SMTPServerDataStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
