// A fault that nobody can see is no fault: each witness sees another thing with it than without it.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultCatalogue } from '../fault-catalogue.ts'
import { isFault } from '../faults.ts'
import { type Hearing, openHearing } from './hearing.ts'

let hearing: Hearing

beforeAll(async () => {
  hearing = await openHearing()
})
afterAll(() => hearing.close())

test.each(Object.keys(faultCatalogue).filter(isFault))(
  '%s shows over HTTP',
  async (name) => expect(await hearing.hear(name)).toMatchObject({ differs: true }),
  90_000,
)
