import type { Document } from '@concord/sdk/types'
import { type OwnerCall, ownedBy } from '../ownership.ts'
import { documents } from '../rows.ts'

/** The document, if it is the caller's. */
export const ownDocument = (call: OwnerCall, documentId: number): Document =>
  ownedBy(call, documents(call.world).get(documentId), 'document_not_found')
