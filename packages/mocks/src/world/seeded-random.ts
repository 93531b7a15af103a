import type { Random } from './random.ts'

const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export type RandomState = readonly [number, number, number, number]

/** sfc32: small, fast, and good enough for anything but secrets. Its whole state is four numbers. */
export class SeededRandom implements Random {
  #a: number
  #b: number
  #c: number
  #d: number

  constructor(state: RandomState) {
    ;[this.#a, this.#b, this.#c, this.#d] = state
  }

  get state(): RandomState {
    return [this.#a, this.#b, this.#c, this.#d]
  }

  #bits(): number {
    const sum = (this.#a + this.#b + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  next(): number {
    return this.#bits() / 4294967296
  }

  integer(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1))
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('There is nothing to pick from: the list is empty.')
    return items[this.integer(0, items.length - 1)] as T
  }

  token(length: number): string {
    let text = ''
    while (text.length < length) {
      let bits = this.#bits()
      // Five characters of 62 out of 32 bits; the bias is far below what anybody could see.
      for (let count = 0; count < 5 && text.length < length; count++) {
        text += characters[bits % 62]
        bits = Math.floor(bits / 62)
      }
    }
    return text
  }

  uuid(): string {
    const hex = [this.#bits(), this.#bits(), this.#bits(), this.#bits()]
      .map((bits) => bits.toString(16).padStart(8, '0'))
      .join('')
    const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) & 3]
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }
}

/** The stream of one purpose in a world of one seed. */
export function randomFor(seed: number, purpose: string): SeededRandom {
  const random = new SeededRandom(hash(`${seed}:${purpose}`))
  for (let round = 0; round < 12; round++) random.next()
  return random
}

/** cyrb128: spreads a text over the four numbers that sfc32 starts from. */
function hash(text: string): RandomState {
  let a = 1779033703
  let b = 3144134277
  let c = 1013904242
  let d = 2773480762
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    a = b ^ Math.imul(a ^ code, 597399067)
    b = c ^ Math.imul(b ^ code, 2869860233)
    c = d ^ Math.imul(c ^ code, 951274213)
    d = a ^ Math.imul(d ^ code, 2716044179)
  }
  a = Math.imul(c ^ (a >>> 18), 597399067)
  b = Math.imul(d ^ (b >>> 22), 2869860233)
  c = Math.imul(a ^ (c >>> 17), 951274213)
  d = Math.imul(b ^ (d >>> 19), 2716044179)
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a]
}
