/** A queue between those who produce at their own pace and one who takes. */
export class Channel<Item> {
  readonly #items: Item[] = []
  #wake: (() => void) | undefined
  #failure: { readonly reason: unknown } | undefined

  push(item: Item): void {
    this.#items.push(item)
    this.#wake?.()
  }

  /** Ends the channel at once: what still waits is not given any more. */
  fail(reason: unknown): void {
    this.#failure ??= { reason }
    this.#wake?.()
  }

  /** The next item, as soon as there is one. Rejects with the reason of the failure. */
  async take(): Promise<Item> {
    for (;;) {
      if (this.#failure) throw this.#failure.reason
      const item = this.#items.shift()
      if (item !== undefined) return item
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
