import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'
import { entryOf } from './zip.ts'

const states = ['a signed-in user', 'a document', 'an expired file'] as const
const MAKING = 15_000

/** What an export gives in the end. */
export const exportBehaviours: readonly Behaviour[] = [
  {
    id: 'export-bytes',
    service: 'documents',
    statement: 'The address of an export gives a real file of its type, with the document in it, and needs no token',
    operations: ['documents.export', 'documents.download'],
    states,
    async run(stage) {
      for (const format of ['docx', 'pdf'] as const) {
        const values = await stage.setUp('a signed-in user', ['a document', { status: 'completed', target_pages: 2 }])
        const path = { document_id: values.number('document_id') }
        const title = (await stage.call('documents.get', { path, as: values.token })).expect(200).text('title')
        const made = (await stage.call('documents.export', { path, body: { format }, as: values.token })).expect([
          200, 202,
        ])
        const life = Date.parse(made.text('expires_at')) - Date.parse(made.header('date') ?? new Date().toISOString())
        stage.must(life > 0, 'The address of an export has expired before it was given out.', {
          actual: made.text('expires_at'),
          sent: made.reply.sent,
        })
        const file = await download(stage, made)
        const { body } = file.reply
        const wrong = format === 'docx' ? wrongDocx(body, title) : wrongPdf(body)
        const type = file.header('content-type')?.split(';')[0]
        const reason = wrong ?? (type === types[format] ? undefined : `its content type is ${type}`)
        stage.must(reason === undefined, `The exported ${format} is none: ${reason}.`, {
          expected: types[format],
          actual: `${type}, ${body.length} bytes, beginning ${JSON.stringify(body.subarray(0, 12).toString('latin1'))}`,
          sent: file.reply.sent,
        })
      }
    },
  },
  {
    id: 'export-expires',
    service: 'documents',
    statement: 'An address that has expired gives nothing any more, and a document that is not ready has none',
    operations: ['documents.download', 'documents.export'],
    states,
    async run(stage) {
      const late = await stage.setUp('a signed-in user', 'an expired file')
      const path = { file_id: late.text('file_id'), filename: late.text('filename') }
      ;(await stage.call('documents.download', { path })).expectProblem(
        410,
        'file_expired',
        'to an address that has expired',
      )
      const draft = await stage.setUp('a signed-in user', ['a document', { status: 'draft' }])
      const asked = { path: { document_id: draft.number('document_id') }, body: { format: 'pdf' }, as: draft.token }
      ;(await stage.call('documents.export', asked)).expectProblem(409, 'document_not_ready', 'to an export of a draft')
    },
  },
]

const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const

/** Fetches the file; one that is being made is waited for. */
async function download(stage: Stage, made: Answer): Promise<Answer> {
  const { pathname, search } = new URL(made.text('download_url'), stage.baseUrl)
  // Whatever stands before it is the backend's own name for itself, which need not be the one that we know.
  const path = pathname.slice(Math.max(0, pathname.indexOf('/api/v1/'))) + search
  const file = await stage.eventually(async () => {
    const answer = await stage.ask('GET', path)
    if (answer.status === 404 && made.status === 202) await stage.hurry(5)
    return answer.status === 404 && made.status === 202 ? undefined : answer
  }, MAKING)
  if (file === undefined) throw made.broken('An export that is being made is not there after 15 s.')
  return file.expect(200, 'to the address of an export, without a token')
}

function wrongDocx(bytes: Buffer, title: string): string | undefined {
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004') return 'it is no ZIP archive'
  const text = entryOf(bytes, 'word/document.xml')
  if (text === undefined) return 'there is no word/document.xml in it'
  const words = text.toString().replace(/<[^>]+>/g, '')
  return words.includes(title) ? undefined : `its text does not hold the title "${title}"`
}

function wrongPdf(bytes: Buffer): string | undefined {
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) return 'it does not begin with %PDF-'
  return bytes.subarray(-32).toString('latin1').trimEnd().endsWith('%%EOF') ? undefined : 'it does not end with %%EOF'
}
