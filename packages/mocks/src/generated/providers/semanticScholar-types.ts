// Generated from specs/providers/semantic-scholar.yaml by npm run generate; do not edit.

/** What the graph answers when it refuses. */
export interface BadRequest {
  error: string
}

/** What stands before the graph answers when it refuses. */
export interface GatewayError {
  message: string
  code?: string
}

/** A paper, with the fields that were asked for. */
export interface Paper {
  paperId: string
  title?: string
  abstract?: string
  year?: number
  venue?: string
  url?: string
  citationCount?: number
  referenceCount?: number
  influentialCitationCount?: number
  isOpenAccess?: boolean
  publicationDate?: string
  externalIds?: {
    DOI: string
  }
  authors?: {
    authorId: string
    name: string
  }[]
}

/** A page of papers. */
export interface PaperSearch {
  total: number
  offset: number
  /** The offset of the next page; absent on the last. */
  next?: number
  data: Paper[]
}
