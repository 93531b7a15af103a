import type { Reply } from '../../backend/backend.ts'
import { problemIn } from '../../backend/http-text.ts'
import { AskedTooOften, Broken } from './broken.ts'

const SHOWN = 200

/** What a backend answered to one step. Whatever is asked of it and is not there breaks the behaviour with a sentence. */
export class Answer {
  readonly reply: Reply
  /** What was asked: `auth.login`. */
  readonly step: string

  constructor(reply: Reply, step: string) {
    this.reply = reply
    this.step = step
  }

  get status(): number {
    return this.reply.status
  }

  /** The code of the problem; undefined when it is none. */
  get code(): string | undefined {
    const code = this.reply.json?.code
    return typeof code === 'string' ? code : undefined
  }

  /** Status and problem, as far as there is one: `409 refund_exists, "…"`. */
  get shown(): string {
    const { status, body } = this.reply
    const said = problemIn(body) ?? body.toString().slice(0, SHOWN)
    return said === '' ? String(status) : `${status} ${said}`
  }

  /** @throws Broken unless the status is this one, or one of these */
  expect(expected: number | readonly number[], why = ''): this {
    const wanted = typeof expected === 'number' ? [expected] : expected
    if (wanted.includes(this.status)) return this
    throw this.broken(`${this.step} answers ${this.shown} instead of ${wanted.join(' or ')}${before(why)}.`, {
      expected: wanted.join(' or '),
      actual: this.shown,
    })
  }

  /** @throws Broken unless the answer is the problem with this status and code */
  expectProblem(status: number, code: string | readonly string[], why = ''): this {
    const codes = typeof code === 'string' ? [code] : code
    if (this.status === status && this.code !== undefined && codes.includes(this.code)) return this
    const expected = `${status} ${codes.join(' or ')}`
    throw this.broken(`${this.step} answers ${this.shown} instead of ${expected}${before(why)}.`, {
      expected,
      actual: this.shown,
    })
  }

  header(name: string): string | undefined {
    return this.reply.headers[name.toLowerCase()]
  }

  /** @throws Broken unless there is such a header, and a whole number in it */
  numberInHeader(name: string): number {
    const value = this.header(name)
    if (value !== undefined && /^\d+$/.test(value)) return Number(value)
    throw this.broken(
      `${this.step} answers ${this.status} ${value === undefined ? 'without' : `with "${value}" as`} ${name}.`,
    )
  }

  /** A member of the body, or undefined. */
  value(name: string): unknown {
    return this.reply.json?.[name]
  }

  /** @throws Broken unless the body has such a text */
  text(name: string): string {
    const value = this.value(name)
    if (typeof value === 'string') return value
    throw this.lacks(name, 'text')
  }

  /** @throws Broken unless the body has such a number */
  number(name: string): number {
    const value = this.value(name)
    if (typeof value === 'number') return value
    throw this.lacks(name, 'number')
  }

  /** @throws Broken unless the body has such a list of objects */
  list(name = 'items'): readonly Item[] {
    const value = this.value(name)
    if (Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null)) return value
    throw this.lacks(name, 'list of objects')
  }

  /** A failure that this answer shows. */
  broken(message: string, values: { readonly expected?: string; readonly actual?: string } = {}): Broken {
    return new (this.status === 429 ? AskedTooOften : Broken)(message, { ...values, sent: this.reply.sent })
  }

  private lacks(name: string, kind: string): Broken {
    return this.broken(`${this.step} answers ${this.status} without the ${kind} \`${name}\`.`, {
      expected: `a ${kind}`,
      actual: JSON.stringify(this.value(name)) ?? 'nothing',
    })
  }
}

/** What a list holds; nothing is known of it before it is looked at. */
export type Item = Readonly<Record<string, unknown>>

const before = (why: string): string => (why === '' ? '' : ` ${why}`)
