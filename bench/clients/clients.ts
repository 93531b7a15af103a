// Each contestant as an application would write it: one GET and one POST. Each file is bundled alone, and the same bundles are timed, so
// that size and speed are of the same code.
import { join } from 'node:path'

/** Source text of each client's two calls; `hey` is the folder of hey-api's generated client, `types` that of openapi-typescript's types. */
export function clientSources(hey: string): Readonly<Record<string, string>> {
  const openapi = "const headers = { authorization: 'Bearer token' }\n"
  return {
    'raw fetch': `
      const headers = { authorization: 'Bearer token' }
      export const get = async () => (await fetch('http://localhost/api/v1/documents/42', { headers })).json()
      export const post = async (body) =>
        (await fetch('http://localhost/api/v1/documents', {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })).json()`,
    '@concord/sdk': `
      import { createCore } from '@concord/sdk/core'
      import { create, get as read } from '@concord/sdk/operations/documents'
      const core = createCore({ baseUrl: 'http://localhost', session: 'token' })
      export const get = () => read(core, 42)
      export const post = (body) => create(core, body)`,
    'openapi-fetch': `
      import createClient from 'openapi-fetch'
      ${openapi}
      const client = createClient({ baseUrl: 'http://localhost', headers })
      export const get = async () => (await client.GET('/api/v1/documents/{document_id}', { params: { path: { document_id: 42 } } })).data
      export const post = async (body) => (await client.POST('/api/v1/documents', { body })).data`,
    'hey-api': `
      import { client } from ${JSON.stringify(join(hey, 'client.gen.ts'))}
      import { documentsCreate, documentsGet } from ${JSON.stringify(join(hey, 'sdk.gen.ts'))}
      client.setConfig({ baseUrl: 'http://localhost', auth: () => 'token' })
      export const get = async () => (await documentsGet({ path: { document_id: 42 } })).data
      export const post = async (body) => (await documentsCreate({ body })).data`,
    ky: `
      import ky from 'ky'
      ${openapi}
      const client = ky.create({ prefix: 'http://localhost/', headers, timeout: false, retry: 0 })
      export const get = () => client.get('api/v1/documents/42').json()
      export const post = (body) => client.post('api/v1/documents', { json: body }).json()`,
    openai: `
      import OpenAI from 'openai'
      const client = new OpenAI({ apiKey: 'token', baseURL: 'http://localhost/v1', dangerouslyAllowBrowser: true })
      export const get = () => client.models.retrieve('gpt-4')
      export const post = () => client.embeddings.create({ model: 'm', input: 'text', encoding_format: 'float' })`,
  }
}
