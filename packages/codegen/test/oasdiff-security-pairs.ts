import { type Document, withOperation } from './diff-documents.ts'
import type { DocumentPair } from './oasdiff-other-pairs.ts'

type Schema = Readonly<Record<string, unknown>>

const schemes = (scheme: Schema, more: Schema = {}): Document => ({
  ...withOperation({}),
  components: { securitySchemes: { key: scheme } },
  ...more,
})
const flows = (more: Schema) =>
  schemes({ type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://a.test', scopes: {}, ...more } } })
const code = (more: Schema) =>
  schemes({
    type: 'oauth2',
    flows: {
      authorizationCode: { authorizationUrl: 'https://a.test', tokenUrl: 'https://a.test', scopes: {}, ...more },
    },
  })
const keyed = { key: { type: 'apiKey', name: 'key', in: 'header' }, other: { type: 'http', scheme: 'bearer' } }
const secured = (onOperation: unknown, onAll?: unknown): Document => ({
  ...withOperation(onOperation === undefined ? {} : { security: onOperation }),
  ...(onAll !== undefined && { security: onAll }),
  components: { securitySchemes: keyed },
})

export const securityPairs: Readonly<Record<string, DocumentPair>> = {
  'api-security-added': [secured(undefined), secured([{ key: [] }]), 'security-added'],
  'api-security-removed': [secured([{ key: [] }]), secured(undefined), 'security-removed'],
  'api-security-updated': [secured([{ key: [] }]), secured([{ other: [] }]), 'security-alternative-removed'],
  'api-security-scope-added': [secured([{ key: ['a'] }]), secured([{ key: ['a', 'b'] }]), 'scope-added'],
  'api-security-scope-removed': [secured([{ key: ['a', 'b'] }]), secured([{ key: ['a'] }]), 'scope-removed'],
  'api-global-security-added': [secured(undefined), secured(undefined, [{ key: [] }]), 'security-added'],
  'api-global-security-removed': [secured(undefined, [{ key: [] }]), secured(undefined), 'security-removed'],
  'api-global-security-scope-added': [
    secured(undefined, [{ key: [] }]),
    secured(undefined, [{ key: ['a'] }]),
    'scope-added',
  ],
  'api-global-security-scope-removed': [
    secured(undefined, [{ key: ['a'] }]),
    secured(undefined, [{ key: [] }]),
    'scope-removed',
  ],
  'api-security-component-added': [withOperation({}), schemes(keyed.key), 'security-scheme-added'],
  'api-security-component-removed': [schemes(keyed.key), withOperation({}), 'security-scheme-removed'],
  'api-security-component-type-changed': [schemes(keyed.key), schemes(keyed.other), 'security-scheme-changed'],
  'api-security-component-oauth-url-changed': [
    code({}),
    code({ authorizationUrl: 'https://b.test' }),
    'security-scheme-url-changed',
  ],
  'api-security-component-oauth-token-url-changed': [
    flows({}),
    flows({ tokenUrl: 'https://b.test' }),
    'security-scheme-url-changed',
  ],
  'api-security-component-oauth-scope-added': [flows({}), flows({ scopes: { a: '' } }), 'security-scheme-scope-added'],
  'api-security-component-oauth-scope-removed': [
    flows({ scopes: { a: '' } }),
    flows({}),
    'security-scheme-scope-removed',
  ],
  'api-security-component-oauth-scope-changed': [
    flows({ scopes: { a: 'x' } }),
    flows({ scopes: { a: 'y' } }),
    'security-scheme-scope-changed',
  ],
}
