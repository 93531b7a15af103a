import type { Document } from '@concord/sdk/types'
import type { World } from '../../world/world.ts'
import { citations, documents, files, sections } from '../rows.ts'

/** Moves a document on, or notes something about it, if it still exists. */
export function changeDocument(
  world: World,
  documentId: number,
  change: Partial<Omit<Document, 'id'>>,
): Document | undefined {
  const rows = documents(world)
  return rows.get(documentId) && rows.update(documentId, { ...change, updated_at: world.clock.iso() })
}

/** Takes a document away with all that belongs to it. Payments stay: money that moved is not undone by forgetting it. */
export function deleteDocument(world: World, documentId: number): void {
  const fields = { document_id: documentId }
  for (const row of sections(world).where(fields)) sections(world).delete(row.id)
  for (const row of citations(world).where(fields)) citations(world).delete(row.id)
  for (const row of files(world).where(fields)) files(world).delete(row.id)
  documents(world).delete(documentId)
}
