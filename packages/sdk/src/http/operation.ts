/**
 * An operation as the pipeline sees it. The generated files hold one for each, written as short as it can be, because an
 * application pays for every byte of it.
 */
export interface Operation {
  /** `documents.create`: what errors and events are called by. */
  readonly id: string
  readonly method: string
  /** With its templates: `/api/v1/documents/{document_id}`. */
  readonly path: string
}
