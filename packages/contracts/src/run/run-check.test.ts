import { expect, test } from 'vitest'
import { NoReply } from '../backend/backend.ts'
import { StateFailed } from '../backend/provider-states.ts'
import { runCheck } from './run-check.ts'

const planned = { layer: 'access', name: 'boats.get: no token', operation: 'boats.get', rule: 'no-token' } as const
const sent = { method: 'GET', url: 'http://localhost:8000/boats/1', headers: {}, body: Buffer.alloc(0) }
const thrown = (error: Error) => runCheck(planned, () => Promise.reject(error))

test('a check that finds nothing has no failure', async () => {
  expect(await runCheck(planned, async () => undefined)).toEqual({ ...planned, milliseconds: expect.any(Number) })
})

test('a provider state that fails is a failure of the check', async () => {
  const result = await thrown(new StateFailed('The provider state "a boat" could not be set up: 422.'))
  expect(result.failure).toEqual({
    cause: 'The provider state "a boat" could not be set up: 422.',
    mismatches: [],
  })
})

test('so is a backend that is silent, with the request that it did not answer', async () => {
  const result = await thrown(new NoReply('http://localhost:8000 did not answer GET /boats/1: socket hang up.', sent))
  expect(result.failure).toMatchObject({
    cause: 'http://localhost:8000 did not answer GET /boats/1: socket hang up.',
    curl: "curl -i 'http://localhost:8000/boats/1'",
  })
})

test('a fault of the verifier is not told as one of the backend', async () => {
  await expect(thrown(new TypeError('undefined is not a boat'))).rejects.toThrow(TypeError)
})
