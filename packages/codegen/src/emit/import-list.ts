import { quote } from '../names.ts'

/** The imports of a module, sorted, each name once. */
export class ImportList {
  readonly #names = new Map<string, Map<string, 'type' | 'value'>>()

  type(from: string, name: string): void {
    const names = this.#of(from)
    if (!names.has(name)) names.set(name, 'type')
  }

  value(from: string, name: string): void {
    this.#of(from).set(name, 'value')
  }

  print(): string {
    return [...this.#names]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([from, names]) => {
        const sorted = [...names].sort(([one], [other]) => (one < other ? -1 : 1))
        const onlyTypes = sorted.every(([, kind]) => kind === 'type')
        const list = sorted.map(([name, kind]) => (kind === 'type' && !onlyTypes ? `type ${name}` : name)).join(', ')
        return `import ${onlyTypes ? 'type ' : ''}{ ${list} } from ${quote(from)}`
      })
      .join('\n')
  }

  #of(from: string): Map<string, 'type' | 'value'> {
    const names = this.#names.get(from) ?? new Map<string, 'type' | 'value'>()
    this.#names.set(from, names)
    return names
  }
}
