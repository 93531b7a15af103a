/** A moment as the API says it: ISO 8601 in UTC, to the second. */
export const timestamp = (milliseconds: number = Date.now()): string =>
  new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z')

export const seconds = 1000
export const minutes = 60 * seconds
export const hours = 60 * minutes
export const days = 24 * hours
