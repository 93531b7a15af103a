import { emitAsyncApi } from './emit/asyncapi/document.ts'
import { emitPacts } from './emit/pact/pacts.ts'
import { emitProviderStates } from './emit/sandbox/provider-states.ts'
import { emitSandbox } from './emit/sandbox/sandbox.ts'
import { emitSchemas } from './emit/schemas/schemas.ts'
import { emitSdk } from './emit/sdk/sdk.ts'
import { emitTsRest } from './emit/ts-rest/contracts.ts'
import { emitTypes } from './emit/types/types.ts'
import { emitServiceContracts } from './emit/verifier/service-contracts.ts'
import type { Emitter } from './model.ts'

/** One artefact that the specs give. */
export interface Artefact {
  readonly emit: Emitter
  /** The files that only this emitter writes; those of them that it no longer gives are removed. */
  readonly owns: RegExp
}

/** Every artefact, by the name that `--only` calls it. */
export const artefacts: Readonly<Record<string, Artefact>> = {
  asyncapi: { emit: emitAsyncApi, owns: /^packages\/contracts\/asyncapi\/[^/]+\.yaml$/ },
  pacts: { emit: emitPacts, owns: /^packages\/contracts\/pacts\/[^/]+\.json$/ },
  'service-contracts': { emit: emitServiceContracts, owns: /^packages\/contracts\/services\/[^/]+\.json$/ },
  'provider-states': { emit: emitProviderStates, owns: /^packages\/mocks\/src\/generated\/provider-states\.ts$/ },
  sandbox: {
    emit: emitSandbox,
    owns: /^packages\/mocks\/src\/generated\/(?!provider-states\.ts$)(?!providers\/[^/]+-types\.ts$)(providers\/)?[^/]+\.(ts|js)$/,
  },
  sdk: {
    emit: emitSdk,
    owns: /^packages\/sdk\/src\/generated\/(operations\/[^/]+|services|gateway-problems|session|responses|webhooks)\.ts$/,
  },
  types: {
    emit: emitTypes,
    owns: /^packages\/(sdk\/src\/generated\/types|mocks\/src\/generated\/providers\/[^/]+-types)\.ts$/,
  },
  'ts-rest': { emit: emitTsRest, owns: /^packages\/contracts\/src\/generated\/ts-rest\/[^/]+\.ts$/ },
  schemas: { emit: emitSchemas, owns: /^packages\/sdk\/src\/generated\/schemas\.ts$/ },
}
