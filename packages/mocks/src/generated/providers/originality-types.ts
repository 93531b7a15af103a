// Generated from specs/providers/originality.yaml by npm run generate; do not edit.

/** The credits of the account. */
export interface Balance {
  success: true
  balance: number
}

/** What Originality.ai answers when it refuses. */
export interface ErrorResponse {
  success: false
  error: string
}

/** What Originality.ai found. */
export interface Scan {
  success: true
  public_link: string
  title: string
  score: {
    original: number
    ai: number
  }
  credits_used: number
  credits: number
  content: string
}

/** The text to judge. */
export interface ScanRequest {
  content: string
  title?: string
  /** The version of the model. */
  aiModelVersion?: string | number
  /** Whether the scan is kept in the account. */
  storeScan?: string | boolean
}
