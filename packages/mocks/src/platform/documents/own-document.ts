import type { Document } from '@concord/sdk/types'
import type { World } from '../../world/world.ts'
import { documents } from '../rows.ts'

/** What is needed of a call to know whether a document is the caller's. */
export interface OwnerCall {
  readonly world: World
  readonly caller: { readonly userId: number }
  problem(code: string): Error
}

/** The document, if it is the caller's: else the problem is 404 for none and 403 for somebody else's. */
export function ownDocument(call: OwnerCall, documentId: number): Document {
  const document = documents(call.world).get(documentId)
  if (!document) throw call.problem('document_not_found')
  if (document.user_id !== call.caller.userId) throw call.problem('not_authorized')
  return document
}
