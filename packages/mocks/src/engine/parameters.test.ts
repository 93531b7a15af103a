import { describe, expect, test } from 'vitest'
import type { ParameterEntry } from './operation-table.ts'
import { ParameterReader } from './parameters.ts'

describe('a list in a query', () => {
  const expand: ParameterEntry = {
    name: 'expand',
    in: 'query',
    required: false,
    coerce: 'array',
    style: 'deepObject',
    explode: true,
  }
  const cases: readonly [what: string, query: string, want: unknown][] = [
    ['repeated names', 'expand=charge&expand=refund', ['charge', 'refund']],
    ['empty brackets', 'expand[]=charge&expand[]=refund', ['charge', 'refund']],
    ["counted brackets, as Stripe's clients write them", 'expand[0]=charge&expand[1]=refund', ['charge', 'refund']],
    ['encoded brackets', 'expand%5B0%5D=charge', ['charge']],
    ['another name that begins alike', 'expanded[0]=charge', undefined],
    ['a key in place of a count', 'expand[one]=charge', undefined],
  ]
  test.each(cases)('%s', (_what, query, want) => {
    expect(new ParameterReader([expand]).query(query).expand).toEqual(want)
  })
})
