import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { startServer } from '@concord/mocks/server'
import { startBackend } from '../backend.ts'
import type { FaultName } from '../fault-catalogue.ts'
import { seedFault } from '../faults.ts'
import { readSettings } from '../settings.ts'
import { accessWitnesses } from './access-witnesses.ts'
import { answerWitnesses } from './answer-witnesses.ts'
import { Bench, type Witnesses } from './bench.ts'
import { moneyWitnesses } from './money-witnesses.ts'
import { workWitnesses } from './work-witnesses.ts'

const witnesses: Witnesses<FaultName> = { ...answerWitnesses, ...accessWitnesses, ...moneyWitnesses, ...workWitnesses }

/** What a witness saw without its fault and with it. */
export interface Testimony {
  readonly healthy: unknown
  readonly faulty: unknown
  /** Whether it tells one from the other. */
  readonly differs: boolean
}

/** A backend in which faults come and go, and its sandbox. */
export interface Hearing {
  hear(name: FaultName): Promise<Testimony>
  close(): Promise<void>
}

export async function openHearing(): Promise<Hearing> {
  const world = 'witnesses'
  const files = await mkdtemp(join(tmpdir(), 'witnesses-'))
  const sandbox = await startServer({ port: 0 })
  const providers = `${sandbox.url}/~${world}`
  const backend = await startBackend(
    readSettings({ CONTRACT_TEST: '1', PORT: '0', PROVIDERS_URL: providers, FILES: files }),
  )
  const bench = new Bench(backend.url, (intentId) => sandbox.controls(world).pay(intentId))
  const observe = async (name: FaultName, seeded: boolean): Promise<unknown> => {
    seedFault(seeded ? name : undefined)
    try {
      await bench.state()
      return await witnesses[name](bench)
    } finally {
      await bench.end()
      seedFault(undefined)
    }
  }
  return {
    async hear(name) {
      const healthy = await observe(name, false)
      const faulty = await observe(name, true)
      return { healthy, faulty, differs: !isDeepStrictEqual(healthy, faulty) }
    },
    async close() {
      await backend.close()
      await sandbox.close()
      await rm(files, { recursive: true, force: true })
    },
  }
}
