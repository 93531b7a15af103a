import { describe, expect, test } from 'vitest'
import { switchOn } from '../../scenarios/catalogue.ts'
import { Platform } from '../platform.fixture.ts'

async function finished(platform: Platform, pages = 3) {
  const ada = platform.signIn()
  const paid = await platform.pay(ada.token, pages)
  await platform.advance(900)
  return { ada, ...paid }
}

describe('estimates', () => {
  test.each([
    [1, 1, 1, 1],
    [10, 1, 1, 1],
    [20, 1, 1, 1],
    [21, 2, 2, 2],
    [50, 3, 2, 4],
    [100, 5, 4, 6],
    [125, 6, 5, 7],
    [126, 7, 6, 8],
    [200, 10, 8, 12],
  ])('%i pages: %i minutes (%i–%i)', async (target_pages, estimated_minutes, min_minutes, max_minutes) => {
    const platform = new Platform()
    const ada = platform.signIn()
    const id = await platform.order(ada.token, target_pages)
    const { body } = await platform.get(`/api/v1/documents/${id}/estimate`, ada.token)
    expect(body).toEqual({ target_pages, estimated_minutes, min_minutes, max_minutes })
  })
})

describe('a document', () => {
  test('is a draft without scores at first', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const id = await platform.order(ada.token)
    expect((await platform.get(`/api/v1/documents/${id}`, ada.token)).body).toMatchObject({
      status: 'draft',
      user_id: ada.id,
      document_type: 'essay',
      grammar_score: null,
      plagiarism_score: null,
      ai_detection_score: null,
      quality_warnings: [],
    })
  })

  test('goes from draft over payment_pending and generating to completed', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const { document_id, payment_intent_id } = await platform.intent(ada.token, 3)
    const status = async () => (await platform.get(`/api/v1/documents/${document_id}`, ada.token)).body.status
    expect(await status()).toBe('payment_pending')
    await platform.confirm(payment_intent_id)
    await platform.advance(0)
    expect(await status()).toBe('generating')
    await platform.advance(600)
    expect(await status()).toBe('completed')
  })

  test.each([0, 201, 1.5, '20'])('of %s pages is refused with the field at fault', async (target_pages) => {
    const platform = new Platform()
    const ada = platform.signIn()
    const body = { title: 'Bees', topic: 'Pollination', target_pages, language: 'en' }
    const answer = await platform.post('/api/v1/documents', body, ada.token)
    expect([answer.status, answer.body.errors[0].loc]).toEqual([422, ['body', 'target_pages']])
  })

  test('can only be changed as a draft', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const id = await platform.order(ada.token)
    const change = () =>
      platform.request('PATCH', `/api/v1/documents/${id}`, { token: ada.token, body: { title: 'Ants' } })
    expect((await change()).body.title).toBe('Ants')
    await platform.post('/api/v1/payment/create-intent', { document_id: id }, ada.token)
    expect((await change()).body.code).toBe('document_not_editable')
  })

  test('cannot be deleted while it is generated; afterwards it is gone with all that belongs to it', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const { document_id } = await platform.pay(ada.token, 3)
    const remove = () => platform.request('DELETE', `/api/v1/documents/${document_id}`, { token: ada.token })
    expect((await remove()).body.code).toBe('document_in_progress')
    await platform.advance(600)
    expect((await remove()).status).toBe(204)
    for (const path of ['', '/sections', '/citations', '/estimate']) {
      expect((await platform.get(`/api/v1/documents/${document_id}${path}`, ada.token)).status).toBe(404)
    }
    expect(platform.world.store.collection('sections').size).toBe(0)
  })

  test('is listed newest first, by status and by page', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const ids = [await platform.order(ada.token), await platform.order(ada.token), await platform.order(ada.token)]
    await platform.post('/api/v1/payment/create-intent', { document_id: ids[1] }, ada.token)
    const list = async (query: string) => {
      const { body } = await platform.get(`/api/v1/documents?${query}`, ada.token)
      return [body.items.map(({ id }: { id: number }) => id), body.total]
    }
    expect(await list('')).toEqual([ids.toReversed(), 3])
    expect(await list('status=draft')).toEqual([[ids[2], ids[0]], 2])
    expect(await list('page=2&per_page=2')).toEqual([[ids[0]], 3])
    expect(await list('page=9')).toEqual([[], 3])
  })
})

describe('an export', () => {
  test.each([
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'PK'],
    ['pdf', 'application/pdf', '%PDF-'],
  ])('as %s is a real file of that type, the same for the same document', async (format, type, magic) => {
    const platform = new Platform()
    const { ada, document_id } = await finished(platform)
    const file = async () => {
      const answer = await platform.post(`/api/v1/documents/${document_id}/export`, { format }, ada.token)
      expect(answer.status).toBe(200)
      return platform.get(new URL(answer.body.download_url).pathname)
    }
    const [one, same] = [await file(), await file()]
    expect(one.headers['content-type']).toBe(type)
    expect(one.headers['content-disposition']).toBe(`attachment; filename="bees.${format}"`)
    expect(new TextDecoder('latin1').decode(one.body).startsWith(magic)).toBe(true)
    expect(one.body).toEqual(same.body)
  })

  test('of a document that is not finished is refused', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const id = await platform.order(ada.token)
    const answer = await platform.post(`/api/v1/documents/${id}/export`, { format: 'pdf' }, ada.token)
    expect([answer.status, answer.body.code]).toEqual([409, 'document_not_ready'])
  })

  test('expires after an hour', async () => {
    const platform = new Platform()
    const { ada, document_id } = await finished(platform)
    const { body } = await platform.post(`/api/v1/documents/${document_id}/export`, { format: 'pdf' }, ada.token)
    expect(body.expires_at).toBe('2026-01-01T01:15:00Z')
    const { pathname } = new URL(body.download_url)
    await platform.advance(3_599)
    expect((await platform.get(pathname)).status).toBe(200)
    await platform.advance(1)
    expect((await platform.get(pathname)).body.code).toBe('file_expired')
    expect((await platform.get('/api/v1/files/f_unknown/bees.pdf')).body.code).toBe('file_not_found')
  })

  test('of more than 100 pages is made in the background', async () => {
    const platform = new Platform()
    const { ada, document_id } = await finished(platform, 101)
    const answer = await platform.post(`/api/v1/documents/${document_id}/export`, { format: 'docx' }, ada.token)
    expect(answer.status).toBe(202)
    const { pathname } = new URL(answer.body.download_url)
    expect((await platform.get(pathname)).status).toBe(404)
    await platform.advance(5)
    expect((await platform.get(pathname)).status).toBe(200)
  })

  test('is 503 while the storage is down', async () => {
    const platform = new Platform()
    const { ada, document_id } = await finished(platform)
    switchOn(platform.world, 'infrastructure.storage-down')
    const answer = await platform.post(`/api/v1/documents/${document_id}/export`, { format: 'pdf' }, ada.token)
    expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([503, 'storage_unavailable', '30'])
  })
})
