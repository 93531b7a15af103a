/** Lets work on the same thing happen one after another, where it has to wait for somebody else in the middle. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>()

  /**
   * @param thing what must not be worked on by two at once
   * @example await turns.take(`document:${id}`, () => payFor(id))
   */
  async take<Result>(thing: string, work: () => Result | Promise<Result>): Promise<Result> {
    const before = this.#last.get(thing) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.#last.set(thing, mine)
    try {
      return await mine
    } finally {
      if (this.#last.get(thing) === mine) this.#last.delete(thing)
    }
  }
}
